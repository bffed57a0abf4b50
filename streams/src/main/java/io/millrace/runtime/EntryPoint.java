package io.millrace.runtime;

import io.millrace.base.Clock;
import io.millrace.base.Seams;
import io.millrace.dsl.DslBuilder;
import io.millrace.engine.commit.CommitObserver;
import io.millrace.graph.GraphBuilder;
import io.millrace.log.clients.LogDoor;
import io.millrace.log.clients.SendThread;
import io.millrace.log.embedded.CommitSteps;
import io.millrace.plan.Plan;
import io.millrace.planner.Planner;
import io.millrace.store.TypedStores;
import io.millrace.streams.KafkaClientSupplier;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.TopologyConfig;
import io.millrace.streams.embedded.EmbeddedLog;
import io.millrace.streams.spi.Application;
import io.millrace.streams.spi.DslDefinition;
import io.millrace.streams.spi.Implementation;
import io.millrace.streams.spi.StoreFactory;
import io.millrace.streams.spi.TopologyDefinition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** What stands behind the public API; found by {@code ServiceLoader}. Thread safe. */
public final class EntryPoint implements Implementation {

    private final StoreFactory stores = new TypedStores();

    @Override
    public StoreFactory stores() {
        return stores;
    }

    @Override
    public TopologyDefinition newTopology(@Nullable TopologyConfig config) {
        return new GraphBuilder(config);
    }

    @Override
    public DslDefinition newDsl(@Nullable TopologyConfig config) {
        return new DslBuilder(config);
    }

    @Override
    public Application newApplication(
            TopologyDefinition topology,
            StreamsConfig config,
            @Nullable KafkaClientSupplier clients,
            @Nullable Time time) {
        EmbeddedBackend.folder(config); // refuses an unsafe name before anything is made
        Seams seams = time == null ? Seams.system() : Seams.system().withClock(new GivenTime(time));
        Plan plan = Planner.plan(((GraphBuilder) topology).graph(), config);
        return new StreamsApplication(plan, config, opener(plan, config, clients, seams), seams, CommitObserver.NONE)
                .described(() -> topology.describe().toString());
    }

    private static Backend.Opener opener(
            Plan plan, StreamsConfig config, @Nullable KafkaClientSupplier clients, Seams seams) {
        if (!KafkaBackend.isChosen(config)) {
            return clientId -> EmbeddedBackend.open(config, seams, CommitSteps.IGNORED);
        }
        KafkaClientSupplier supplier = clients == null ? config.getKafkaClientSupplier() : clients;
        return new KafkaBackend(plan, config, supplier, seams);
    }

    @Override
    public EmbeddedLog openEmbeddedLog(StreamsConfig config) {
        requireNoBroker(config);
        Seams seams = Seams.system();
        return new LogDoor(
                EmbeddedBackend.openLog(config, seams, CommitSteps.IGNORED),
                seams,
                config.getInt(StreamsConfig.EMBEDDED_NUM_PARTITIONS_CONFIG),
                SendThread.OWN);
    }

    @Override
    public long wallMs() {
        return Clock.system().wallMs();
    }

    private static void requireNoBroker(StreamsConfig config) {
        if (KafkaBackend.isChosen(config)) {
            throw new ConfigException(
                    StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                    config.getList(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG),
                    "the embedded log has no brokers (expected: not set; on Kafka use Kafka's own clients)");
        }
    }
}
