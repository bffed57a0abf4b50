package io.millrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.Suppressed;
import io.millrace.streams.kstream.Suppressed.BufferConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables over several partitions, and over a restart. */
class TableApplicationTest {

    @TempDir
    private Path folder;

    private EmbeddedApplication app;

    @BeforeEach
    void make() {
        app = new EmbeddedApplication(folder);
    }

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void aForeignKeyJoinMeetsAcrossTopicsOfDifferentWidth() {
        app.with(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        app.topic("orders", 3).topic("customers", 2).topic("out", 1);
        StreamsBuilder builder = new StreamsBuilder();
        KTable<String, String> orders = builder.table("orders");
        KTable<String, String> customers = builder.table("customers");
        orders.join(customers, order -> order.substring(0, 2), (order, customer) -> order + "+" + customer)
                .toStream()
                .to("out");
        app.start(builder.build());

        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            app.feed("customers", "c" + i % 5, "name" + i % 5);
            app.feed("orders", "o" + i, "c" + i % 5 + ":" + i);
            expected.add("o" + i + "=c" + i % 5 + ":" + i + "+name" + i % 5);
        }
        EmbeddedApplication.await(
                "every order with its customer", () -> app.written("out").containsAll(expected));

        app.feed("customers", "c1", "renamed");
        EmbeddedApplication.await(
                "the new name in every order",
                () -> app.written("out")
                        .containsAll(List.of("o1=c1:1+renamed", "o6=c1:6+renamed", "o11=c1:11+renamed")));
    }

    @Test
    void whatWaitsInASuppressedTableWaitsOnAfterARestart() {
        app.topic("in", 1).topic("out", 1);
        try (Producer<String, String> producer =
                app.log().producer(new StringSerializer(), new StringSerializer(), Map.of())) {
            MillraceStreams first = app.start(suppressed());
            feed(producer, "a", "1", 1);
            feed(producer, "b", "1", 3);
            feed(producer, "a", "2", 4);
            feed(producer, "c", "1", 12);
            app.awaitWritten("out", 1);
            first.close();

            app.start(suppressed());
            feed(producer, "d", "1", 100);
            app.awaitWritten("out", 3);
        }

        assertThat(app.written("out")).containsExactly("a=2", "b=1", "c=1");
    }

    private static Topology suppressed() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>table("in")
                .suppress(Suppressed.untilTimeLimit(Duration.ofMillis(10), BufferConfig.unbounded()))
                .toStream()
                .to("out");
        return builder.build();
    }

    private static void feed(Producer<String, String> producer, String key, String value, long timestamp) {
        var unused = producer.send(new ProducerRecord<>("in", 0, timestamp, key, value));
        producer.flush();
    }
}
