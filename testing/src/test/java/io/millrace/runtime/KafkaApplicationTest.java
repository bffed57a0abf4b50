package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.log.SharedBroker;
import io.millrace.streams.CloseOptions;
import io.millrace.streams.CloseOptions.GroupMembershipOperation;
import io.millrace.streams.KeyValue;
import io.millrace.streams.MillraceStreams;
import io.millrace.streams.MillraceStreams.State;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.ThreadMetadata;
import io.millrace.streams.errors.MissingSourceTopicException;
import io.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.Repartitioned;
import io.millrace.streams.processor.assignment.ApplicationState;
import io.millrace.streams.processor.assignment.TaskAssignor;
import io.millrace.streams.processor.assignment.assignors.StickyTaskAssignor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications without state on a real broker: several instances, both guarantees. */
@Tag("broker")
class KafkaApplicationTest {

    private static final int PARTITIONS = 4;
    private static final int RECORDS = 1_000;
    private static final int KEYS = 20;
    private static final int TRIES_MAX = 3_000;
    private static final String POISON = "poison";

    @TempDir
    private Path folder;

    private final String application = "app-" + UUID.randomUUID();
    private final List<MillraceStreams> instances = new ArrayList<>();
    private final List<ConsumerRecord<String, String>> outputs = new ArrayList<>();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final AtomicBoolean poisoned = new AtomicBoolean();
    private volatile StreamThreadExceptionResponse response = StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    private Admin admin;
    private KafkaConsumer<String, String> reader;

    @BeforeEach
    void openClients() throws Exception {
        admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.address()));
        admin.createTopics(List.of(topic("in"), topic("out"))).all().get(60, TimeUnit.SECONDS);
        reader = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", SharedBroker.address(),
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new TopicPartition(application + ".out", i));
        }
        reader.assign(partitions);
    }

    private NewTopic topic(String name) {
        return new NewTopic(application + "." + name, PARTITIONS, (short) 1);
    }

    @AfterEach
    void close() {
        instances.forEach(each -> each.close(Duration.ofSeconds(30)));
        reader.close();
        admin.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {StreamsConfig.EXACTLY_ONCE_V2, StreamsConfig.AT_LEAST_ONCE})
    void twoInstancesShareTheWorkOfARepartitionedStream(String guarantee) {
        MillraceStreams one = start("one", guarantee, "in");
        awaiting("the first runs", () -> tasksOf(one) == 2 * PARTITIONS);
        feed(0, RECORDS);
        MillraceStreams two = start("two", guarantee, "in");
        awaiting("they share", () -> tasksOf(one) == PARTITIONS && tasksOf(two) == PARTITIONS);
        feed(RECORDS, 2 * RECORDS);
        awaiting("all is out", () -> read().size() >= 2 * RECORDS && distinct().size() == 2 * RECORDS);
        two.close(Duration.ofSeconds(30));
        awaiting("the first has all tasks again", () -> tasksOf(one) == 2 * PARTITIONS);
        feed(2 * RECORDS, 3 * RECORDS);
        awaiting("all is out", () -> distinct().size() == 3 * RECORDS);

        if (guarantee.equals(StreamsConfig.EXACTLY_ONCE_V2)) {
            assertThat(outputs).hasSize(3 * RECORDS);
        }
        assertThat(outOfOrder()).isEmpty();
    }

    @Test
    void makesTheRepartitionTopicAsKafkaStreamsDoes() throws Exception {
        MillraceStreams one = start("one", StreamsConfig.EXACTLY_ONCE_V2, "in");
        awaiting("it runs", () -> tasksOf(one) == 2 * PARTITIONS);
        String name = application + "-by-number-repartition";
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);

        Config config = admin.describeConfigs(Set.of(resource))
                .all()
                .get(60, TimeUnit.SECONDS)
                .get(resource);

        assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");
        assertThat(config.get("segment.bytes").value()).isEqualTo("52428800");
        assertThat(config.get("retention.ms").value()).isEqualTo("-1");
        assertThat(config.get("message.timestamp.type").value()).isEqualTo("CreateTime");
        assertThat(admin.describeTopics(Set.of(name))
                        .allTopicNames()
                        .get(60, TimeUnit.SECONDS)
                        .get(name)
                        .partitions())
                .hasSize(PARTITIONS);
    }

    @Test
    void aMissingSourceTopicEndsTheApplicationWithAnError() throws Exception {
        MillraceStreams one = start("one", StreamsConfig.EXACTLY_ONCE_V2, "not-there");

        assertThat(failure.get(60, TimeUnit.SECONDS))
                .isInstanceOf(MissingSourceTopicException.class)
                .hasMessageContaining(application + ".not-there");
        awaiting("it is closed", () -> one.state() == State.ERROR);
    }

    @Test
    void aNamedInstanceThatComesBackInTimeMovesNothing() {
        MillraceStreams one = startNamed("one");
        MillraceStreams two = startNamed("two");
        awaiting("they share", () -> tasksOf(one) == PARTITIONS && tasksOf(two) == PARTITIONS);
        feed(0, RECORDS);
        awaiting("all is out", () -> distinct().size() == RECORDS);
        int shared = Counting.SHARED.get();

        two.close(Duration.ofSeconds(30));
        feed(RECORDS, 2 * RECORDS);
        MillraceStreams back = startNamed("two");
        awaiting("all is out", () -> distinct().size() == 2 * RECORDS);

        assertThat(outputs).hasSize(2 * RECORDS);
        assertThat(Counting.SHARED.get()).as("times that tasks were shared out").isEqualTo(shared);
        assertThat(tasksOf(one)).isEqualTo(PARTITIONS);
        assertThat(tasksOf(back)).isEqualTo(PARTITIONS);
    }

    @Test
    void aNamedInstanceThatLeavesHandsItsTasksOverAtOnce() {
        MillraceStreams one = startNamed("one");
        MillraceStreams two = startNamed("two");
        awaiting("they share", () -> tasksOf(one) == PARTITIONS && tasksOf(two) == PARTITIONS);

        two.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));

        awaiting("the first has all tasks", () -> tasksOf(one) == 2 * PARTITIONS);
    }

    @Test
    void anInstanceThatRemainsInItsGroupIsStillAMember() throws Exception {
        MillraceStreams one = start("one", StreamsConfig.EXACTLY_ONCE_V2, "in");
        awaiting("it runs", () -> tasksOf(one) == 2 * PARTITIONS);

        one.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP));

        assertThat(members()).isEqualTo(1);
    }

    @Test
    void anInstanceThatIsClosedWithoutAWishIsNoMemberAnyMore() throws Exception {
        MillraceStreams one = start("one", StreamsConfig.EXACTLY_ONCE_V2, "in");
        awaiting("it runs", () -> tasksOf(one) == 2 * PARTITIONS);

        one.close(Duration.ofSeconds(30));

        assertThat(members()).isZero();
    }

    @Test
    void anInstanceCanEndAllOthers() {
        response = StreamThreadExceptionResponse.SHUTDOWN_APPLICATION;
        MillraceStreams one = start("one", StreamsConfig.EXACTLY_ONCE_V2, "in");
        MillraceStreams two = start("two", StreamsConfig.EXACTLY_ONCE_V2, "in");
        awaiting("they share", () -> tasksOf(one) == PARTITIONS && tasksOf(two) == PARTITIONS);

        send("k", POISON);

        awaiting("both have ended", () -> one.state() == State.ERROR && two.state() == State.ERROR);
        assertThat(failure).isCompletedWithValueMatching(cause -> causes(cause).contains(POISON));
    }

    private static String causes(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }

    private int members() throws Exception {
        return admin.describeConsumerGroups(Set.of(application))
                .all()
                .get(60, TimeUnit.SECONDS)
                .get(application)
                .members()
                .size();
    }

    /** How often tasks are shared out in this JVM. */
    public static final class Counting implements TaskAssignor {

        private static final AtomicInteger SHARED = new AtomicInteger();

        private final TaskAssignor sticky = new StickyTaskAssignor();

        @Override
        public TaskAssignment assign(ApplicationState state) {
            SHARED.incrementAndGet();
            return sticky.assign(state);
        }
    }

    private MillraceStreams startNamed(String name) {
        return start(
                name,
                StreamsConfig.EXACTLY_ONCE_V2,
                "in",
                Map.of(
                        "group.instance.id",
                        name,
                        // Longer than the test waits for anything.
                        "main.consumer.session.timeout.ms",
                        "300000",
                        StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG,
                        Counting.class.getName()));
    }

    private MillraceStreams start(String name, String guarantee, String input) {
        return start(name, guarantee, input, Map.of());
    }

    private MillraceStreams start(String name, String guarantee, String input, Map<String, String> more) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, SharedBroker.address());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve(name).toString());
        settings.put("main.consumer.heartbeat.interval.ms", 50);
        settings.putAll(more);
        MillraceStreams streams = new MillraceStreams(topology(input).build(), settings);
        streams.setUncaughtExceptionHandler(cause -> {
            failure.complete(cause);
            return response;
        });
        instances.add(streams);
        streams.start();
        return streams;
    }

    /** The number that a record carries becomes its key on the way, and its sign again afterwards. */
    private StreamsBuilder topology(String input) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(application + "." + input, Consumed.with(Serdes.String(), Serdes.String()))
                .map((key, value) -> KeyValue.pair(key + "!", value))
                .repartition(
                        Repartitioned.with(Serdes.String(), Serdes.String()).withName("by-number"))
                .mapValues(this::asked)
                .to(application + ".out", Produced.with(Serdes.String(), Serdes.String()));
        return builder;
    }

    /** Fails for one instance only; another that reads the record after it goes on. */
    private String asked(String value) {
        if (value.equals(POISON) && poisoned.compareAndSet(false, true)) {
            throw new IllegalStateException(POISON);
        }
        return value + "?";
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", SharedBroker.address()), new StringSerializer(), new StringSerializer());
    }

    private void send(String key, String value) {
        try (KafkaProducer<String, String> producer = producer()) {
            var unused = producer.send(new ProducerRecord<>(application + ".in", key, value));
        }
    }

    private void feed(int from, int to) {
        try (KafkaProducer<String, String> producer = producer()) {
            for (int i = from; i < to; i++) {
                var unused =
                        producer.send(new ProducerRecord<>(application + ".in", "k" + i % KEYS, Integer.toString(i)));
            }
        }
    }

    private static int tasksOf(MillraceStreams streams) {
        return streams.metadataForLocalThreads().stream()
                .map(ThreadMetadata::activeTasks)
                .mapToInt(Set::size)
                .sum();
    }

    private List<ConsumerRecord<String, String>> read() {
        reader.poll(Duration.ofMillis(20)).forEach(outputs::add);
        return outputs;
    }

    private Set<String> distinct() {
        Set<String> values = new HashSet<>();
        read().forEach(record -> values.add(record.value()));
        return values;
    }

    /** Keys whose first outputs are not in the order of the inputs; what was doubled is passed over. */
    private List<String> outOfOrder() {
        Map<String, Integer> last = new HashMap<>();
        Set<String> seen = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        for (ConsumerRecord<String, String> record : outputs) {
            int number = Integer.parseInt(record.value().replace("?", ""));
            if (seen.add(record.value()) && number < last.getOrDefault(record.key(), -1)) {
                wrong.add(record.key() + " " + number);
            }
            last.merge(record.key(), number, Math::max);
        }
        return wrong;
    }

    private void awaiting(String what, BooleanSupplier so) {
        for (int i = 0; i < TRIES_MAX; i++) {
            if (so.getAsBoolean()) {
                return;
            }
            read();
            Throwable failed = failure.getNow(null);
            boolean isWanted = failed instanceof MissingSourceTopicException
                    || response == StreamThreadExceptionResponse.SHUTDOWN_APPLICATION;
            if (failed != null && !isWanted) {
                throw new AssertionError("an instance failed", failed);
            }
        }
        throw new AssertionError("still not so: " + what + "; outputs: " + outputs.size() + ", states: "
                + instances.stream().map(MillraceStreams::state).toList());
    }
}
