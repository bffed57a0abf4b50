package io.millrace.streams.kstream.internals;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may wait in a suppressed table.
 *
 * @param maxRecords at most so many entries
 * @param maxBytes at most so many bytes
 * @param logConfig settings of the changelog topic; null for none
 */
public record BufferRules(
        long maxRecords, long maxBytes, @Nullable Map<String, String> logConfig) {

    static final BufferRules UNBOUNDED = new BufferRules(Long.MAX_VALUE, Long.MAX_VALUE, Map.of());

    /** Copies the settings. */
    public BufferRules {
        logConfig = logConfig == null ? null : Map.copyOf(logConfig);
    }

    BufferRules withMaxRecords(long limit) {
        return new BufferRules(limit, maxBytes, logConfig);
    }

    BufferRules withMaxBytes(long limit) {
        return new BufferRules(maxRecords, limit, logConfig);
    }

    BufferRules withoutLimits() {
        return new BufferRules(Long.MAX_VALUE, Long.MAX_VALUE, logConfig);
    }

    BufferRules withLogging(@Nullable Map<String, String> config) {
        return new BufferRules(maxRecords, maxBytes, config);
    }
}
