package io.millrace.benchmarks.compare;

import io.millrace.streams.embedded.EmbeddedLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
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

    void start() {
        startNs = System.nanoTime();
    }

    void awaitTimeOf(int index) {
        for (long left = timeOf(index) - System.nanoTime(); left > 0; left = timeOf(index) - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** What the producer's callback says. */
    void sent(@Nullable Exception problem) {
        if (problem != null) {
            failure = problem;
        }
    }

    String text(int index) {
        String number = MARK + (1_000_000_000L + index);
        return work == Work.WORD_COUNT ? number + WORDS : number + FILLING;
    }

    /** Until the last record has arrived. */
    void receive(EmbeddedLog log, String topic) {
        List<TopicPartition> partitions = IntStream.range(0, Work.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        try (Consumer<String, byte[]> consumer =
                log.consumer(new StringDeserializer(), new ByteArrayDeserializer(), Map.of())) {
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
    }

    /** Only after {@link #receive} has returned. */
    Histogram histogram() {
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
