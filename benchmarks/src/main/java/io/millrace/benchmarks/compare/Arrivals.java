package io.millrace.benchmarks.compare;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The timetable of a latency run, and who arrived when. The sender reads the timetable, the receiver owns the
 * histogram; the times are fixed before either starts.
 */
final class Arrivals {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration SILENCE_MAX = Duration.ofSeconds(30);
    private static final String FILLING = "0123456789".repeat(8);
    private static final String WORDS = " to be or not to be that";
    private static final int DIGITS = 9;
    private static final String MARK = "m";

    private final Work work;
    private final LatencyOptions options;
    /** From one microsecond to one minute, three digits. */
    private final Histogram histogram = new Histogram(1_000, 60_000_000_000L, 3);

    private volatile long startNs = System.nanoTime();
    private volatile @Nullable Exception failure;

    Arrivals(Work work, LatencyOptions options) {
        this.work = work;
        this.options = options;
    }

    private void awaitTimeOf(int index) {
        for (long left = timeOf(index) - System.nanoTime(); left > 0; left = timeOf(index) - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private String text(int index) {
        String number = MARK + (1_000_000_000L + index);
        return work == Work.WORD_COUNT ? number + WORDS : number + FILLING;
    }

    /** Sends every record at its time. */
    void send(Producer<String, String> producer, String topic) {
        startNs = System.nanoTime();
        for (int i = 0; i < options.records(); i++) {
            awaitTimeOf(i);
            Future<RecordMetadata> unused = producer.send(
                    new ProducerRecord<>(topic, i % Work.PARTITIONS, null, text(i)), (metadata, problem) -> {
                        if (problem != null) {
                            failure = problem;
                        }
                    });
        }
    }

    /** Until the last record has arrived. */
    void receive(Consumer<String, byte[]> consumer, String topic) {
        List<TopicPartition> partitions = IntStream.range(0, Work.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        int arrived = 0;
        long lastNs = System.nanoTime();
        while (arrived < options.records()) {
            for (ConsumerRecord<String, byte[]> polled : consumer.poll(POLL)) {
                lastNs = System.nanoTime();
                arrived += arrive(polled, lastNs);
            }
            if (failure != null || System.nanoTime() - lastNs > SILENCE_MAX.toNanos()) {
                throw new IllegalStateException(
                        arrived + " records arrived (expected: " + options.records() + ")", failure);
            }
        }
    }

    /** Only after {@link #receive} has returned. */
    Histogram histogram() {
        long expected = (long) options.rate() * options.seconds();
        if (histogram.getTotalCount() != expected) {
            throw new IllegalStateException(
                    "Of the records measured " + histogram.getTotalCount() + " arrived (expected: " + expected + ")");
        }
        return histogram;
    }

    private int arrive(ConsumerRecord<String, byte[]> polled, long nowNs) {
        String text = work == Work.WORD_COUNT
                ? polled.key()
                : new String(polled.value(), 0, MARK.length() + DIGITS + 1, StandardCharsets.UTF_8);
        if (!text.startsWith(MARK)) {
            return 0;
        }
        int index = Integer.parseInt(text.substring(MARK.length() + 1));
        if (index >= options.rate() * options.warmUpSeconds()) {
            histogram.recordValue(Math.max(1, nowNs - timeOf(index)));
        }
        return 1;
    }

    private long timeOf(int index) {
        return startNs + index * 1_000_000_000L / options.rate();
    }
}
