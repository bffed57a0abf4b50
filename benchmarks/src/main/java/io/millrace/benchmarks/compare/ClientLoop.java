package io.millrace.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What somebody would write who needs just this work and no guarantee: a consumer, a HashMap and a producer with their
 * default settings, in one thread. It sends what the engines send: the words through a topic of their own, and at the
 * end each count to the output and to a changelog. Nothing is committed, and a crash begins from nothing.
 */
final class ClientLoop implements KafkaSide.Running {
    static final String HOP = "-hop";
    static final String CHANGELOG = "-changelog";

    private static final Duration POLL = Duration.ofMillis(100);

    private final Work work;
    private final String output;
    private final Progress progress;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Map<Object, Long>> counts = new ArrayList<>();
    private final Map<String, String> latest = new HashMap<>();
    private final Thread thread = new Thread(this::run, "client-loop");
    private volatile boolean closing;

    /** A key of a windowed count. */
    private record WindowKey(String key, long startMs) {}

    private ClientLoop(Work work, String servers, String output, Progress progress) {
        this.work = work;
        this.output = output;
        this.progress = progress;
        this.consumer = new KafkaConsumer<>(
                KafkaSide.clients(servers), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.producer =
                new KafkaProducer<>(KafkaSide.clients(servers), new ByteArraySerializer(), new ByteArraySerializer());
        for (int i = 0; i < Work.PARTITIONS; i++) {
            counts.add(new HashMap<>());
        }
    }

    static ClientLoop start(Work work, String servers, String output, Progress progress) {
        ClientLoop loop = new ClientLoop(work, servers, output, progress);
        loop.thread.start();
        return loop;
    }

    private void run() {
        List<TopicPartition> partitions = Stream.of(KafkaSide.input(work), output + HOP)
                .flatMap(topic -> IntStream.range(0, Work.PARTITIONS).mapToObj(i -> new TopicPartition(topic, i)))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (!closing) {
            consumer.poll(POLL).forEach(this::accept);
        }
        counts.forEach(ofPartition -> ofPartition.forEach(this::emit));
        producer.flush();
    }

    private void accept(ConsumerRecord<byte[], byte[]> polled) {
        String value = new String(polled.value(), UTF_8);
        switch (work) {
            case PIPE -> pipe(value);
            case WORD_COUNT -> {
                if (polled.topic().endsWith(HOP)) {
                    count(polled.partition(), new String(polled.key(), UTF_8));
                } else {
                    split(value);
                }
            }
            case WINDOWED_COUNT -> {
                long startMs = polled.timestamp() - polled.timestamp() % Work.WINDOW_MS;
                count(polled.partition(), new WindowKey(new String(polled.key(), UTF_8), startMs));
            }
            case LARGE_STATE -> {
                latest.put(new String(polled.key(), UTF_8), value);
                progress.step();
                send(output + CHANGELOG, polled.key(), value.getBytes(UTF_8));
                send(output, polled.key(), value.getBytes(UTF_8));
            }
            case TABLE_JOIN, RESTORE -> throw new IllegalArgumentException(work.title() + " is not a loop's work");
        }
    }

    private void pipe(String value) {
        progress.step();
        if (PlainSteps.isKept(value)) {
            send(output, null, PlainSteps.mapped(value).getBytes(UTF_8));
        }
    }

    private void split(String line) {
        for (String word : PlainSteps.words(line)) {
            send(output + HOP, word.getBytes(UTF_8), word.getBytes(UTF_8));
        }
    }

    private void count(int partition, Object key) {
        progress.step();
        counts.get(partition).merge(key, 1L, Long::sum);
    }

    private void emit(Object key, long count) {
        byte[] keyBytes = key instanceof WindowKey window
                ? PlainLoop.encoded(window.key(), window.startMs())
                : ((String) key).getBytes(UTF_8);
        byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(count).array();
        send(output + CHANGELOG, keyBytes, value);
        send(output, keyBytes, value);
    }

    private void send(String topic, byte @Nullable [] key, byte[] value) {
        var unused = producer.send(new ProducerRecord<>(topic, key, value));
    }

    @Override
    public boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
        producer.close();
    }
}
