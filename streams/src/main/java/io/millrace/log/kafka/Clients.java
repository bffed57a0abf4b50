package io.millrace.log.kafka;

import io.millrace.log.Isolation;
import io.millrace.log.Seat;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;

/**
 * Makes the clients, each with the settings of its kind and under the name that Kafka Streams gives it. Thread safe.
 */
final class Clients {

    private static final Pattern NUMBER_AT_THE_END = Pattern.compile("([0-9]{1,9})$");

    private final KafkaSettings settings;
    private final KnownClients ids;
    private final AtomicInteger readers = new AtomicInteger();
    private final AtomicInteger askers = new AtomicInteger();

    /** @param ids is told of all clients but the admin client */
    Clients(KafkaSettings settings, KnownClients ids) {
        this.settings = settings;
        this.ids = ids;
    }

    Admin admin() {
        return settings.supplier().getAdmin(settings.config().getAdminConfigs(settings.clientId() + "-admin"));
    }

    /** A consumer that holds a seat; {@code group} is handed to the assignor, which the consumer makes itself. */
    Consumer<byte[], byte[]> member(Seat seat, GroupPlace group) {
        Map<String, Object> configs = settings.config()
                .getMainConsumerConfigs(seat.group(), consumerId(seat.member()), threadNumber(seat.member()));
        configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"); // the engine decides itself, and knows it
        configs.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, GroupProtocol.class.getName());
        configs.put(GroupProtocol.SEAT_CONFIG, group);
        return ids.made(consumerId(seat.member()), settings.supplier().getConsumer(configs));
    }

    /** The client id of a member's consumer. */
    static String consumerId(String member) {
        return member + "-consumer";
    }

    /** The client id of a producer. */
    static String producerId(String owner) {
        return owner + "-producer";
    }

    /** A client id for another reader. */
    String nextReaderId() {
        int number = readers.getAndIncrement();
        return settings.clientId() + "-restore-consumer" + (number == 0 ? "" : "-" + number);
    }

    Consumer<byte[], byte[]> reader(String clientId, Isolation isolation) {
        Map<String, Object> configs = settings.config().getRestoreConsumerConfigs(clientId);
        IsolationLevel level =
                isolation == Isolation.COMMITTED ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED;
        configs.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, level.toString());
        return ids.made(clientId, settings.supplier().getRestoreConsumer(configs));
    }

    /** The client id of the reader for global stores. */
    String globalReaderId() {
        return settings.clientId() + "-global-consumer";
    }

    Consumer<byte[], byte[]> globalReader() {
        Map<String, Object> configs = settings.config().getGlobalConsumerConfigs(settings.clientId());
        configs.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
        return ids.made(globalReaderId(), settings.supplier().getGlobalConsumer(configs));
    }

    /** A consumer that asks what a group has committed, without taking part in it. */
    Consumer<byte[], byte[]> ofGroup(String group) {
        Map<String, Object> configs = settings.config()
                .getRestoreConsumerConfigs(settings.clientId() + "-offsets-consumer-" + askers.getAndIncrement());
        configs.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        return settings.supplier().getRestoreConsumer(configs);
    }

    /** A producer without transactions. */
    Producer<byte[], byte[]> producer(String owner) {
        return ids.made(
                producerId(owner),
                settings.supplier().getProducer(settings.config().getProducerConfigs(producerId(owner))));
    }

    /**
     * A producer with transactions. It is driven by a thread that sends many records at once and then commits, so it
     * has nothing to wait for, unless the user says so.
     */
    Producer<byte[], byte[]> producer(String owner, String transactionalId) {
        Map<String, Object> configs = new HashMap<>(settings.config().getProducerConfigs(producerId(owner)));
        if (!isGiven(ProducerConfig.LINGER_MS_CONFIG)) {
            configs.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        }
        configs.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return ids.made(producerId(owner), settings.supplier().getProducer(configs));
    }

    /** How large a record its producers send, as a request with nothing else in it. */
    int recordBytesMax() {
        return number(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
    }

    /** How much its producers put into a batch; larger records go alone. */
    int batchBytes() {
        return number(ProducerConfig.BATCH_SIZE_CONFIG);
    }

    /** Whether records leave as large as they are. */
    boolean sendsUncompressed() {
        return producerSetting(ProducerConfig.COMPRESSION_TYPE_CONFIG).equals("none");
    }

    private int number(String name) {
        return Integer.parseInt(producerSetting(name));
    }

    private String producerSetting(String name) {
        Object usual = ProducerConfig.configDef().defaultValues().get(name);
        Object chosen = settings.config().getProducerConfigs("").getOrDefault(name, usual);
        return String.valueOf(chosen).strip();
    }

    private boolean isGiven(String producerSetting) {
        Map<String, Object> given = settings.config().originals();
        return given.containsKey(producerSetting) || given.containsKey("producer." + producerSetting);
    }

    /** As Kafka Streams has it: {@code <application>-<process>-<number of the thread>}. */
    String transactionalId(String group, String member) {
        Matcher number = NUMBER_AT_THE_END.matcher(member);
        return group + "-" + settings.process() + "-" + (number.find() ? number.group(1) : member);
    }

    /** The number that a thread's name ends with; 1 when there is none. */
    private static int threadNumber(String member) {
        Matcher number = NUMBER_AT_THE_END.matcher(member);
        return number.find() ? Integer.parseInt(number.group(1)) : 1;
    }
}
