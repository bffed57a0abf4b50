package io.millrace.log.clients;

import io.millrace.base.Clock;
import io.millrace.base.Randomness;
import io.millrace.base.Seams;
import io.millrace.base.Threads;
import io.millrace.log.Log;
import io.millrace.log.LogHarness;
import io.millrace.log.TopicSpec;
import io.millrace.testing.SimulatedClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of the clients have in common: a door to a log. */
abstract class ClientsTest {

    static final int TRIES_MAX = 300;
    static final Duration TRY = Duration.ofMillis(20);
    static final TopicPartition A0 = new TopicPartition("a", 0);
    static final TopicPartition A1 = new TopicPartition("a", 1);
    static final TopicPartition B0 = new TopicPartition("b", 0);

    final SimulatedClock wallClock = new SimulatedClock(1_000_000);
    LogHarness harness;
    Log log;
    LogDoor door;

    abstract LogHarness newHarness();

    abstract SendThread sendThread();

    @BeforeEach
    void openDoor() {
        harness = newHarness();
        log = harness.open();
        log.topics().create(List.of(new TopicSpec("a", 2, Map.of()), new TopicSpec("b", 1, Map.of())));
        door = new LogDoor(log, new Seams(clock(), Randomness.seeded(1), Threads.system()), 3, sendThread());
    }

    @AfterEach
    void closeDoor() {
        door.close();
        harness.close();
    }

    /** The wall clock is the test's; what threads wait for is measured by the machine's. */
    private Clock clock() {
        return new Clock() {
            @Override
            public long wallMs() {
                return wallClock.wallMs();
            }

            @Override
            public long monotonicNs() {
                return Clock.system().monotonicNs();
            }
        };
    }

    Producer<String, String> producer(Object... configs) {
        return door.producer(new StringSerializer(), new StringSerializer(), map(configs));
    }

    Consumer<String, String> consumer(Object... configs) {
        return door.consumer(new StringDeserializer(), new StringDeserializer(), map(configs));
    }

    /** A consumer of the whole of some partitions. */
    Consumer<String, String> reading(TopicPartition... partitions) {
        Consumer<String, String> consumer = consumer("auto.offset.reset", "earliest");
        consumer.assign(List.of(partitions));
        return consumer;
    }

    private static Map<String, Object> map(Object... configs) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < configs.length; i += 2) {
            map.put((String) configs[i], configs[i + 1]);
        }
        return map;
    }

    void awaiting(String what, BooleanSupplier so) {
        for (int turn = 0; turn < TRIES_MAX; turn++) {
            if (so.getAsBoolean()) {
                return;
            }
            harness.turn();
        }
        throw new AssertionError("still not so after " + TRIES_MAX + " tries: " + what);
    }

    List<ConsumerRecord<String, String>> read(Consumer<String, String> consumer, int count) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        awaiting(count + " records are read", () -> {
            consumer.poll(TRY).forEach(records::add);
            return records.size() >= count;
        });
        return records;
    }

    List<String> values(Consumer<String, String> consumer, int count) {
        return read(consumer, count).stream().map(ConsumerRecord::value).toList();
    }

    /** All that is committed of a partition. */
    List<String> stored(TopicPartition partition) {
        try (Consumer<String, String> consumer = reading(partition)) {
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<String> values = new ArrayList<>();
            awaiting("all of " + partition + " is read", () -> {
                if (consumer.position(partition) < end) {
                    consumer.poll(TRY).forEach(record -> values.add(record.value()));
                }
                return consumer.position(partition) >= end;
            });
            return values;
        }
    }
}
