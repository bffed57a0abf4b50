package io.millrace.streams;

import io.millrace.streams.state.HostInfo;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** An instance of the application as the others see it: where it is reached, and what it holds. Immutable. */
public interface StreamsMetadata {

    /** Its {@code application.server}. */
    HostInfo hostInfo();

    /** The stores of which it has active partitions, and all global stores. */
    Set<String> stateStoreNames();

    /** The input partitions of its active tasks. */
    Set<TopicPartition> topicPartitions();

    /** The input partitions of the tasks that it keeps copies of. */
    Set<TopicPartition> standbyTopicPartitions();

    /** The stores of which it keeps copies. */
    Set<String> standbyStateStoreNames();

    /** The host of its {@code application.server}. */
    String host();

    /** The port of its {@code application.server}. */
    int port();

    /** Whether the other one says the same. */
    @Override
    boolean equals(@Nullable Object o);

    /** Fits {@link #equals}. */
    @Override
    int hashCode();
}
