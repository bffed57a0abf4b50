package io.millrace.engine.operator;

import io.millrace.streams.StreamsConfig;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What versions of Kafka Streams can read that {@code upgrade.from} names. Whoever is going to give an application back
 * to such a version has the topics between its parts written in the form that this version knows. Stateless.
 */
final class OlderReaders {

    /** The last version that knows no change with an old and a new value. */
    private static final int[] HALVES_APART = {3, 4};

    /** The last version that knows no partition in a subscription. */
    private static final int[] NO_PARTITION = {3, 3};

    private OlderReaders() {}

    /** Whether the old and the new value of a group have to be sent apart. */
    static boolean readHalvesOnly(Map<String, ?> config) {
        return isUpTo(HALVES_APART, config.get(StreamsConfig.UPGRADE_FROM_CONFIG));
    }

    /** Whether subscriptions of foreign-key joins must not name a partition. */
    static boolean knowNoPartition(Map<String, ?> config) {
        return isUpTo(NO_PARTITION, config.get(StreamsConfig.UPGRADE_FROM_CONFIG));
    }

    private static boolean isUpTo(int[] last, @Nullable Object version) {
        if (version == null) {
            return false;
        }
        String[] parts = version.toString().split("\\.", -1);
        int major = Integer.parseInt(parts[0]);
        return major < last[0] || (major == last[0] && Integer.parseInt(parts[1]) <= last[1]);
    }
}
