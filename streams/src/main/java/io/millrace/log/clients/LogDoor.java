package io.millrace.log.clients;

import io.millrace.base.Randomness;
import io.millrace.base.Seams;
import io.millrace.log.Log;
import io.millrace.log.TopicSpec;
import io.millrace.streams.embedded.EmbeddedLog;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The door for user code to any log: topics, producers, consumers. Thread safe. Clients that are still open when the
 * door closes fail in their next call.
 */
public final class LogDoor implements EmbeddedLog {

    private final Log log;
    private final Seams seams;
    private final int defaultPartitions;
    private final SendThread sendThread;
    private final TopicDirectory topics;

    /**
     * Opens a door.
     *
     * @param log closed with the door
     * @param seams where the clients' time, chance and threads come from
     * @param defaultPartitions how many partitions topics have that are made on first use
     * @param sendThread who commits what producers have collected
     */
    public LogDoor(Log log, Seams seams, int defaultPartitions, SendThread sendThread) {
        this.log = log;
        this.seams = seams;
        this.defaultPartitions = defaultPartitions;
        this.sendThread = sendThread;
        this.topics = new TopicDirectory(log, defaultPartitions);
    }

    @Override
    public void createTopic(NewTopic topic) {
        // -1 is Kafka's way to ask for the default.
        int partitions = topic.numPartitions() < 0 ? defaultPartitions : topic.numPartitions();
        Map<String, String> configs = topic.configs() == null ? Map.of() : topic.configs();
        log.topics().create(List.of(new TopicSpec(topic.name(), partitions, configs)));
    }

    @Override
    public Map<String, Integer> topics() {
        return topics.refresh();
    }

    @Override
    public <K, V> Producer<K, V> producer(
            Serializer<K> keySerializer, Serializer<V> valueSerializer, Map<String, ?> configs) {
        Seams own = new Seams(seams.clock(), chance(), seams.threads());
        return new LogProducer<>(
                log, topics, keySerializer, valueSerializer, ProducerSettings.of(configs), own, sendThread);
    }

    @Override
    public <K, V> Consumer<K, V> consumer(
            Deserializer<K> keyDeserializer, Deserializer<V> valueDeserializer, Map<String, ?> configs) {
        return new LogConsumer<>(
                log, topics, keyDeserializer, valueDeserializer, ConsumerSettings.of(configs), seams.clock(), chance());
    }

    private synchronized Randomness chance() {
        return seams.randomness().split();
    }

    @Override
    public void close() {
        log.close();
    }
}
