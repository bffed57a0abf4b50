package io.millrace.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Fills a topic from a file and reads one to its end, on either log: both speak the interfaces of kafka-clients. */
final class Topics {
    private static final Duration POLL = Duration.ofMillis(500);

    private Topics() {}

    static void fill(Path file, String topic, Producer<byte[], byte[]> producer) {
        AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
        try {
            InputFile.read(file, input -> {
                ProducerRecord<byte[], byte[]> sent =
                        new ProducerRecord<>(topic, input.partition(), input.timestampMs(), input.key(), input.value());
                Future<RecordMetadata> unused =
                        producer.send(sent, (metadata, failure) -> failed.compareAndSet(null, failure));
            });
        } catch (IOException e) {
            throw new UncheckedIOException("No input in " + file, e);
        }
        producer.flush();
        if (failed.get() != null) {
            throw new IllegalStateException("Not all records were loaded into " + topic, failed.get());
        }
    }

    static void read(String topic, Consumer<byte[], byte[]> consumer, OutputSink sink) {
        List<TopicPartition> partitions = IntStream.range(0, Work.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(polled -> sink.accept(polled.key(), polled.value()));
        }
    }
}
