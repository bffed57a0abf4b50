package io.millrace.benchmarks.compare;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * What goes in and comes out of the instances of a {@link Takeover}. A record's value is its number. The feeder and the
 * reader are threads of their own; the rest is called by one other thread.
 */
final class TakeoverTraffic implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String LAST = "last";

    /** Whose output is waited for, and of which tasks. */
    private record Expected(String instance, Set<Integer> tasks) {}

    private final String input;
    private final String output;
    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;
    private final Thread reader = new Thread(this::read, "reader");
    private final Set<String> loaded = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Long> seen = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private @Nullable Thread feeder;
    private int keys;
    private volatile @Nullable Expected expected;
    private volatile boolean closing;

    TakeoverTraffic(String servers, String input, String output) {
        this.input = input;
        this.output = output;
        this.producer = new KafkaProducer<>(KafkaSide.clients(servers), new StringSerializer(), new StringSerializer());
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        reader.start();
    }

    /** Sends so many records, each with a key of its own, and one to each task that says that they were the last. */
    void load(int records) {
        keys = records;
        for (int i = 0; i < records; i++) {
            send(null, key(i), Integer.toString(i));
        }
        for (int task = 0; task < Work.PARTITIONS; task++) {
            send(task, LAST + task, LAST);
        }
        producer.flush();
        check();
    }

    /** Whether what was loaded has come out of every task. */
    boolean isAllOut() {
        check();
        return loaded.size() == Work.PARTITIONS;
    }

    /** Sends records with these keys at a rate, until it is closed. */
    void start(int rate) {
        feeder = new Thread(() -> feed(rate), "feeder");
        feeder.start();
    }

    private void feed(int rate) {
        long startNs = System.nanoTime();
        for (long i = 0; !closing; i++) {
            long at = startNs + i * 1_000_000_000L / rate;
            for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            send(null, key((int) (i % keys)), Long.toString(i));
        }
    }

    private static String key(int number) {
        return "key-" + number;
    }

    private void send(@Nullable Integer partition, String key, String value) {
        var unused = producer.send(new ProducerRecord<>(input, partition, key, value), (metadata, problem) -> {
            if (problem != null) {
                failure.compareAndSet(null, problem);
            }
        });
    }

    /** From now on it is noted when the first output of each of these tasks comes that this instance has made. */
    void expect(String instance, Set<Integer> tasks) {
        expected = new Expected(instance, tasks);
    }

    /** When each of the expected tasks had its first output, as {@link System#nanoTime}. */
    Map<Integer, Long> seen() {
        check();
        return Map.copyOf(seen);
    }

    private void check() {
        if (failure.get() != null) {
            throw new IllegalStateException("records cannot be sent or read", failure.get());
        }
    }

    private void read() {
        try (consumer) {
            consumer.assign(IntStream.range(0, Work.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(output, partition))
                    .collect(Collectors.toSet()));
            while (!closing) {
                for (ConsumerRecord<String, String> polled : consumer.poll(POLL)) {
                    accept(polled);
                }
            }
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void accept(ConsumerRecord<String, String> polled) {
        Expected now = expected;
        if (now != null
                && now.tasks().contains(polled.partition())
                && polled.value().startsWith(now.instance())) {
            seen.putIfAbsent(polled.partition(), System.nanoTime());
        }
        if (polled.value().endsWith(LAST)) {
            loaded.add(polled.key());
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            reader.join();
            if (feeder != null) {
                feeder.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ZERO);
    }
}
