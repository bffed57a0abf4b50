package io.millrace.benchmarks.compare;

import io.millrace.streams.MillraceStreams;
import java.util.Collection;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;

/**
 * A started application of either library on a broker, seen alike.
 *
 * @param alive whether it has not failed
 * @param running whether it works on what it was given
 * @param tasks the partitions that its active tasks read
 * @param closing commits what is done and ends it
 */
record BrokerApplication(BooleanSupplier alive, BooleanSupplier running, Supplier<Set<Integer>> tasks, Runnable closing)
        implements KafkaSide.Running {

    static BrokerApplication start(io.millrace.streams.Topology topology, Properties settings) {
        MillraceStreams streams = new MillraceStreams(topology, settings);
        streams.start();
        return new BrokerApplication(
                () -> streams.state().isRunningOrRebalancing(),
                () -> streams.state() == MillraceStreams.State.RUNNING,
                () -> numbers(streams.metadataForLocalThreads().stream()
                        .flatMap(thread -> thread.activeTasks().stream())
                        .flatMap(task -> task.topicPartitions().stream())
                        .toList()),
                streams::close);
    }

    static BrokerApplication start(org.apache.kafka.streams.Topology topology, Properties settings) {
        KafkaStreams streams = new KafkaStreams(topology, settings);
        streams.start();
        return new BrokerApplication(
                () -> streams.state().isRunningOrRebalancing(),
                () -> streams.state() == KafkaStreams.State.RUNNING,
                () -> numbers(streams.metadataForLocalThreads().stream()
                        .flatMap(thread -> thread.activeTasks().stream())
                        .flatMap(task -> task.topicPartitions().stream())
                        .toList()),
                streams::close);
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        Set<Integer> numbers = new TreeSet<>();
        partitions.forEach(partition -> numbers.add(partition.partition()));
        return numbers;
    }

    @Override
    public boolean isAlive() {
        return alive.getAsBoolean();
    }

    @Override
    public void close() {
        closing.run();
    }
}
