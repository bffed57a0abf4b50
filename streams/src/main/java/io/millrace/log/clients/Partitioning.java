package io.millrace.log.clients;

import io.millrace.base.Randomness;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Which partition a record goes to, as Kafka's producer decides it: the one that the record names; else the user's
 * partitioner; else by the hash of the key; records without a key stay in one partition for a while and then move on to
 * the next. Thread safe.
 */
final class Partitioning {

    /** How much goes to one partition before records without a key move on; Kafka's default batch size. */
    private static final int STICKY_BYTES = 16 * 1024;

    private final TopicDirectory topics;
    private final ProducerSettings settings;
    private final Randomness randomness;
    private final Map<String, Sticky> stickies = new HashMap<>();

    Partitioning(TopicDirectory topics, ProducerSettings settings, Randomness randomness) {
        this.topics = topics;
        this.settings = settings;
        this.randomness = randomness;
    }

    synchronized int choose(ProducerRecord<?, ?> record, byte @Nullable [] key, byte @Nullable [] value) {
        int count = topics.partitionCount(record.topic());
        Integer named = record.partition();
        if (named != null) {
            return requireExisting(record.topic(), named, count);
        }
        Partitioner own = settings.partitioner();
        if (own != null) {
            int chosen = own.partition(record.topic(), record.key(), key, record.value(), value, topics.cluster());
            return requireExisting(record.topic(), chosen, count);
        }
        if (key != null && !settings.ignoreKeys()) {
            return Utils.toPositive(Utils.murmur2(key)) % count;
        }
        return sticky(record.topic()).next(count, value == null ? 0 : value.length);
    }

    private Sticky sticky(String topic) {
        Sticky sticky = stickies.get(topic);
        if (sticky == null) {
            sticky = new Sticky(randomness.nextInt(topics.partitionCount(topic)));
            stickies.put(topic, sticky);
        }
        return sticky;
    }

    private static int requireExisting(String topic, int partition, int count) {
        if (partition < 0 || partition >= count) {
            throw new UnknownTopicOrPartitionException(
                    "topic " + topic + ": partition " + partition + " (expected: 0 to " + (count - 1) + ")");
        }
        return partition;
    }

    void close() {
        Partitioner own = settings.partitioner();
        if (own != null) {
            own.close();
        }
    }

    private static final class Sticky {

        /** About what a record costs besides its value; keeps empty records from staying for ever. */
        private static final int RECORD_BYTES = 16;

        private int partition;
        private int bytes;

        private Sticky(int first) {
            partition = first;
        }

        private int next(int count, int size) {
            if (bytes >= STICKY_BYTES) {
                partition++;
                bytes = 0;
            }
            partition %= count;
            bytes += size + RECORD_BYTES;
            return partition;
        }
    }
}
