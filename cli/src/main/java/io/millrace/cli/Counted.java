package io.millrace.cli;

import io.millrace.streams.embedded.EmbeddedLog;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How far the application is, from the outside: what its group has committed, compared with where its topics end. Owned
 * by the main thread.
 */
final class Counted implements AutoCloseable {

    private final EmbeddedLog log;
    private final Consumer<byte[], byte[]> consumer;

    Counted(EmbeddedLog log) {
        this.log = log;
        // Of the application's group, to be able to ask for its offsets; never subscribes, so it takes no work away.
        this.consumer = log.consumer(
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Map.of(ConsumerConfig.GROUP_ID_CONFIG, WordCounts.APPLICATION));
    }

    /**
     * Records of a topic.
     *
     * @param written how many there are
     * @param done how many of them the application is done with
     */
    record Standing(long written, long done) {

        boolean isDone() {
            return done >= written;
        }
    }

    Standing lines() {
        return standing(WordCounts.LINES);
    }

    /** Only those between threads: within a thread they stay in memory and are counted together with their line. */
    private Standing wordsOnTheWay() {
        return standing(WordCounts.WORDS);
    }

    /**
     * Whether every line that was read is in the counts. The application commits a line together with its words, and a
     * word together with its counts: when all lines are done no more words come, so the order of the questions matters.
     */
    boolean isEverythingCounted() {
        return lines().isDone() && wordsOnTheWay().isDone();
    }

    private Standing standing(String topic) {
        Set<TopicPartition> partitions = TopicReader.partitions(log, topic);
        long done = consumer.committed(partitions).values().stream()
                .filter(Objects::nonNull)
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
        long written = consumer.endOffsets(partitions).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return new Standing(written, done);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
