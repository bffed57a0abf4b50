package io.millrace.runtime;

import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.Topology;
import io.millrace.streams.embedded.EmbeddedLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** An application of text on the real embedded log, in a folder of the test's, and the log's door beside it. */
final class EmbeddedApplication implements AutoCloseable {

    private static final long PATIENCE_S = 30;
    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(2);

    final Properties config = new Properties();
    private final List<MillraceStreams> started = new ArrayList<>();
    private final Map<String, List<String>> read = new HashMap<>();
    private final Map<String, Consumer<String, String>> consumers = new HashMap<>();
    private EmbeddedLog log;
    private Producer<String, String> producer;

    EmbeddedApplication(Path folder) {
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        config.put(StreamsConfig.EMBEDDED_NUM_PARTITIONS_CONFIG, 1);
    }

    EmbeddedApplication with(String name, Object value) {
        config.put(name, value);
        return this;
    }

    EmbeddedLog log() {
        if (log == null) {
            log = EmbeddedLog.open(config);
        }
        return log;
    }

    EmbeddedApplication topic(String name, int partitions) {
        log().createTopic(new NewTopic(name, partitions, (short) 1));
        return this;
    }

    void feed(String topic, String key, String value) {
        if (producer == null) {
            producer = log().producer(new StringSerializer(), new StringSerializer(), Map.of());
        }
        var unused = producer.send(new ProducerRecord<>(topic, key, value));
        producer.flush();
    }

    /** Not started yet; closed with this. */
    MillraceStreams make(Topology topology) {
        MillraceStreams streams = new MillraceStreams(topology, config);
        started.add(streams);
        return streams;
    }

    MillraceStreams start(Topology topology) {
        MillraceStreams streams = make(topology);
        streams.start();
        return streams;
    }

    /** Everything that has been written to a topic so far, each {@code key=value}; in order within a partition. */
    List<String> written(String topic) {
        List<String> records = read.computeIfAbsent(topic, any -> new ArrayList<>());
        if (log().topics().containsKey(topic)) {
            consumers
                    .computeIfAbsent(topic, this::readFromTheBeginning)
                    .poll(Duration.ZERO)
                    .forEach(record -> records.add(record.key() + "=" + record.value()));
        }
        return records;
    }

    private Consumer<String, String> readFromTheBeginning(String topic) {
        Consumer<String, String> consumer =
                log().consumer(new StringDeserializer(), new StringDeserializer(), Map.of());
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < log().topics().get(topic); i++) {
            partitions.add(new TopicPartition(topic, i));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** Waits until so many records have been written to a topic. */
    List<String> awaitWritten(String topic, int count) {
        await(count + " records in " + topic, () -> written(topic).size() >= count);
        return written(topic);
    }

    static void awaitState(MillraceStreams streams, MillraceStreams.State state) {
        await("state " + state, () -> streams.state() == state);
    }

    /** Waits for something that is bound to happen. */
    static void await(String what, BooleanSupplier happened) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("has not happened within " + PATIENCE_S + " s: " + what);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
    }

    @Override
    public void close() {
        started.forEach(streams -> streams.close(Duration.ofSeconds(PATIENCE_S)));
        if (log != null) {
            consumers.values().forEach(Consumer::close);
            if (producer != null) {
                producer.close();
            }
            log.close();
        }
    }
}
