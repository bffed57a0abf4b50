package io.millrace.streams.spi;

import io.millrace.streams.KafkaClientSupplier;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.TopologyConfig;
import java.util.ServiceLoader;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** What stands behind the public API. There is one, found with {@code ServiceLoader}. Thread safe. */
public interface Implementation {

    /** Makes state stores' suppliers and builders. */
    StoreFactory stores();

    /** An empty topology, to be filled step by step. */
    TopologyDefinition newTopology(@Nullable TopologyConfig config);

    /** An empty DSL builder. */
    DslDefinition newDsl(@Nullable TopologyConfig config);

    /**
     * An application that has not been started.
     *
     * @param clients makes its Kafka clients; null for what the configuration says
     * @param time its clock; null for the machine's
     */
    Application newApplication(
            TopologyDefinition topology,
            StreamsConfig config,
            @Nullable KafkaClientSupplier clients,
            @Nullable Time time);

    /** The wall-clock time in milliseconds since the epoch; the public API itself may not read a clock. */
    long wallMs();

    /** Opens, or shares within this JVM, the embedded log of an application. */
    io.millrace.streams.embedded.EmbeddedLog openEmbeddedLog(StreamsConfig config);

    /** The implementation that is on the class path. */
    static Implementation get() {
        return Holder.INSTANCE;
    }

    /** Finds the implementation when it is first needed. */
    final class Holder {
        private static final Implementation INSTANCE = ServiceLoader.load(
                        Implementation.class, Implementation.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + Implementation.class.getName()
                        + " on the class path (expected: the one in millrace-streams; was META-INF/services lost"
                        + " when a shaded jar was made? Merge service files)"));

        private Holder() {}
    }
}
