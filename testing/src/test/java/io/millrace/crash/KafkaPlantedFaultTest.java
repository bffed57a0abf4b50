package io.millrace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.log.SharedBroker;
import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checker finds in the topics of a real broker what an application with a defect leaves there. */
@Tag("broker")
class KafkaPlantedFaultTest {

    private static final int LINES = 100;
    private static final int FAULT_AT = 5;
    private static final String STRAYS = "strays";
    private static final String WORD = "oak";

    @TempDir
    private Path folder;

    private final String application = "planted-" + UUID.randomUUID();
    private final CountingScenario lines = KafkaScenario.lines(29, LINES);
    private final KafkaScenario cluster = new KafkaScenario(lines, SharedBroker.address(), application);
    private final Map<String, Integer> seen = new HashMap<>();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void findsAnOutputThatWasDropped() {
        cluster.create(STRAYS);
        assertThat(wrongAfter(record -> List.of(isNth(CountingScenario.RUNNING, record) ? to(STRAYS, record) : record)))
                .singleElement()
                .asString()
                .startsWith("output running: " + WORD + " went from 4 to 6");
    }

    @Test
    void findsAnOutputThatWasDoubled() {
        assertThat(wrongAfter(
                        record -> isNth(CountingScenario.RUNNING, record) ? List.of(record, record) : List.of(record)))
                .singleElement()
                .asString()
                .startsWith("output running: " + WORD + " went from 5 to 5");
    }

    /** Only the first write to the store is made for this word: each later one repeats it. */
    @Test
    void findsStoreWritesThatWereSkipped() {
        String changelog = cluster.internal(KafkaScenario.RUNNING_CHANGELOG);
        Map<String, byte[]> before = new HashMap<>();
        assertThat(wrongAfter(record -> {
                    if (!record.topic().equals(changelog) || !isWord(record)) {
                        return List.of(record);
                    }
                    byte[] value = before.computeIfAbsent(WORD, word -> record.value());
                    return List.of(new ProducerRecord<>(
                            record.topic(),
                            record.partition(),
                            record.timestamp(),
                            record.key(),
                            value,
                            record.headers()));
                }))
                .singleElement()
                .asString()
                .startsWith("store running: " + WORD);
    }

    private static boolean isWord(ProducerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8).equals(WORD);
    }

    /** Whether it is the fifth record of the word in that topic. */
    private boolean isNth(String topic, ProducerRecord<byte[], byte[]> record) {
        return record.topic().equals(topic) && isWord(record) && seen.merge(topic, 1, Integer::sum) == FAULT_AT;
    }

    private static ProducerRecord<byte[], byte[]> to(String topic, ProducerRecord<byte[], byte[]> record) {
        return new ProducerRecord<>(
                topic, record.partition(), record.timestamp(), record.key(), record.value(), record.headers());
    }

    /** What the checker says of an application with this fault. */
    private List<String> wrongAfter(FaultyClients.Fault fault) {
        cluster.feed(0, LINES);
        StreamsConfig config = KafkaScenario.config(
                SharedBroker.address(), application, StreamsConfig.EXACTLY_ONCE_V2, folder, Map.of());
        try (MillraceStreams streams =
                new MillraceStreams(CountingScenario.topology(), config, new FaultyClients(fault))) {
            streams.start();
            cluster.awaitAllRead();
            streams.close(Duration.ofSeconds(30));
        }
        return new ResultChecker(lines).check(cluster.committed());
    }
}
