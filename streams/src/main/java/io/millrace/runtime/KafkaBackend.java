package io.millrace.runtime;

import io.millrace.base.Seams;
import io.millrace.log.kafka.KafkaLog;
import io.millrace.log.kafka.KafkaSettings;
import io.millrace.plan.Plan;
import io.millrace.store.memory.MemoryDatabase;
import io.millrace.streams.KafkaClientSupplier;
import io.millrace.streams.StreamsConfig;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/** Where an application with brokers lives: on the cluster. */
final class KafkaBackend {

    private KafkaBackend() {}

    /** Whether a configuration names brokers. */
    static boolean isChosen(StreamsConfig config) {
        List<String> servers = config.getList(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG);
        return servers != null && !servers.isEmpty();
    }

    /** Stores need changelogs and restoring, which are not there yet. */
    static void requireStateless(Plan plan) {
        if (!plan.stores().isEmpty()) {
            throw new ConfigException(
                    StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                    plan.stores().keySet(),
                    "this version runs topologies with stores on the embedded log alone (expected: not set, or a"
                            + " topology without stores)");
        }
    }

    /** Opens what an application runs on. Nothing is asked of the brokers yet. */
    static Backend open(StreamsConfig config, KafkaClientSupplier supplier, String clientId, Seams seams) {
        KafkaSettings settings = new KafkaSettings(
                config, supplier, clientId, seams.randomness().split().nextUuid());
        return new Backend(KafkaLog.open(settings, seams), new MemoryDatabase(), EmbeddedBackend.folder(config));
    }
}
