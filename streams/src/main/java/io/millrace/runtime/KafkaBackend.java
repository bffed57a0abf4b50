package io.millrace.runtime;

import io.millrace.base.Seams;
import io.millrace.log.kafka.KafkaLog;
import io.millrace.log.kafka.KafkaSettings;
import io.millrace.plan.Plan;
import io.millrace.plan.StorePlan;
import io.millrace.store.SpecifiedStore;
import io.millrace.store.StateDatabase;
import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.memory.MemoryDatabase;
import io.millrace.store.rocksdb.LocalState;
import io.millrace.store.rocksdb.StoreTuning;
import io.millrace.streams.KafkaClientSupplier;
import io.millrace.streams.StreamsConfig;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/**
 * Where an application with brokers lives: its records on the cluster, its state in
 * {@code <state.dir>/<application.id>/state}, and in the changelogs on the cluster. An application without stores on
 * disk touches no disk.
 */
final class KafkaBackend implements Backend.Opener {

    private static final String STATE_FOLDER = "state";

    private final Plan plan;
    private final StreamsConfig config;
    private final KafkaClientSupplier supplier;
    private final Seams seams;

    /**
     * Opens nothing yet.
     *
     * @throws ConfigException if the configuration asks for what is not there yet
     */
    KafkaBackend(Plan plan, StreamsConfig config, KafkaClientSupplier supplier, Seams seams) {
        String protocol = config.getString(StreamsConfig.GROUP_PROTOCOL_CONFIG);
        if (!protocol.equalsIgnoreCase(StreamsConfig.DEFAULT_GROUP_PROTOCOL)) {
            throw new ConfigException(
                    StreamsConfig.GROUP_PROTOCOL_CONFIG,
                    protocol,
                    "this version does not speak the protocol (expected: " + StreamsConfig.DEFAULT_GROUP_PROTOCOL
                            + ")");
        }
        this.plan = plan;
        this.config = config;
        this.supplier = supplier;
        this.seams = seams;
    }

    /** Whether a configuration names brokers. */
    static boolean isChosen(StreamsConfig config) {
        List<String> servers = config.getList(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG);
        return servers != null && !servers.isEmpty();
    }

    private Path stateFolder() {
        return EmbeddedBackend.folder(config).resolve(STATE_FOLDER);
    }

    /** Opens what an application runs on. Nothing is asked of the brokers yet. */
    @Override
    public Backend open(String clientId) {
        boolean usesDisk = plan.stores().values().stream().anyMatch(KafkaBackend::isOnDisk);
        StateDatabase state = usesDisk
                ? LocalState.open(
                        stateFolder(),
                        config.getLong(StreamsConfig.EMBEDDED_MEMORY_BYTES_CONFIG),
                        StoreTuning.of(config))
                : new MemoryDatabase();
        try {
            KafkaSettings settings = new KafkaSettings(
                    config,
                    supplier,
                    clientId,
                    usesDisk
                            ? ProcessId.of(stateFolder(), seams.randomness())
                            : seams.randomness().split().nextUuid());
            return new Backend(KafkaLog.open(settings, seams), state, EmbeddedBackend.folder(config));
        } catch (RuntimeException e) {
            state.close();
            throw e;
        }
    }

    private static boolean isOnDisk(StorePlan store) {
        return !(store.builder() instanceof SpecifiedStore known)
                || known.spec().residence() == Residence.DISK;
    }

    @Override
    public boolean removeState() {
        LocalState.remove(stateFolder());
        return true;
    }
}
