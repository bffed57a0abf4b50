package io.millrace.engine.task;

import io.millrace.streams.StreamsConfig;
import java.util.HashMap;
import java.util.Map;

/** The settings as contexts show them to user code. Stateless. */
public final class AppConfigs {

    private AppConfigs() {}

    /** The known ones as values of their types, defaults included, and the others as they were given; a copy. */
    public static Map<String, Object> of(StreamsConfig config) {
        Map<String, Object> all = new HashMap<>(config.originals());
        all.putAll(config.values());
        return all;
    }
}
