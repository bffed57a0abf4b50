package io.millrace.testing;

import java.util.Comparator;
import org.apache.kafka.common.TopicPartition;

/** The order in which the simulation goes over partitions, so that every run is the same. */
final class Partitions {

    static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private Partitions() {}
}
