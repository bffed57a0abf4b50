package io.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.KeyValue;
import io.millrace.streams.TestInputTopic;
import io.millrace.streams.TestOutputTopic;
import io.millrace.streams.Topology;
import io.millrace.streams.TopologyTestDriver;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.DoubleSerializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ExamplesTest {

    @Test
    void pipeCopiesEachRecord() {
        try (TopologyTestDriver driver = run(Pipe.build())) {
            lines(driver).pipeInput("key", "a line");

            assertThat(texts(driver, "copies").readKeyValue()).isEqualTo(KeyValue.pair("key", "a line"));
        }
    }

    @Test
    void lineSplitMakesARecordOfEachWord() {
        try (TopologyTestDriver driver = run(LineSplit.build())) {
            lines(driver).pipeInput("key", "To be, or not");

            assertThat(texts(driver, "words").readValuesToList()).containsExactly("To", "be", "or", "not");
        }
    }

    @Test
    void wordCountCountsEachWord() {
        try (TopologyTestDriver driver = run(WordCount.build())) {
            lines(driver).pipeInput("To be, or not to be");

            assertThat(driver.createOutputTopic("counts", new StringDeserializer(), new LongDeserializer())
                            .readKeyValuesToMap())
                    .containsEntry("to", 2L)
                    .containsEntry("be", 2L)
                    .containsEntry("not", 1L)
                    .hasSize(4);
        }
    }

    @Test
    void temperatureWindowsReportsTheHighestOfEachMinute() {
        try (TopologyTestDriver driver = run(TemperatureWindows.build())) {
            TestInputTopic<String, Double> temperatures =
                    driver.createInputTopic("temperatures", new StringSerializer(), new DoubleSerializer());
            temperatures.pipeInput("oven", 90.5, Instant.parse("2026-01-01T10:00:10Z"));
            temperatures.pipeInput("oven", 20.0, Instant.parse("2026-01-01T10:01:05Z"));
            temperatures.pipeInput("oven", 95.0, Instant.parse("2026-01-01T10:00:59Z"));
            temperatures.pipeInput("oven", 20.0, Instant.parse("2026-01-01T10:01:15Z"));
            temperatures.pipeInput("oven", 99.0, Instant.parse("2026-01-01T10:00:59Z"));

            assertThat(texts(driver, "alarms").readKeyValuesToList())
                    .as("the first, the late one, but not the one that is too late")
                    .containsExactly(
                            KeyValue.pair("oven", "90.5 degrees in the minute from 2026-01-01T10:00:00Z"),
                            KeyValue.pair("oven", "95.0 degrees in the minute from 2026-01-01T10:00:00Z"));
        }
    }

    @Test
    void shopVisitsGoOnWhenTheyAreOver() {
        try (TopologyTestDriver driver = run(ShopVisits.build())) {
            TestInputTopic<String, String> pages = input(driver, "pages");
            pages.pipeInput("ann", "home", Instant.parse("2026-01-01T10:00:00Z"));
            pages.pipeInput("ann", "shoes", Instant.parse("2026-01-01T10:20:00Z"));
            pages.pipeInput("bob", "home", Instant.parse("2026-01-01T10:50:30Z"));
            assertThat(texts(driver, "visits").isEmpty())
                    .as("a minute of grace is left")
                    .isTrue();

            pages.pipeInput("bob", "hats", Instant.parse("2026-01-01T10:52:00Z"));

            assertThat(texts(driver, "visits").readKeyValuesToList())
                    .containsExactly(KeyValue.pair("ann", "20 minutes: home > shoes"));
        }
    }

    @Test
    void pageViewsCountsTheViewsOfEachRegion() {
        try (TopologyTestDriver driver = run(PageViews.build())) {
            TestInputTopic<String, String> users = input(driver, "users");
            users.pipeInput("ann", "north");
            users.pipeInput("bob", "south");
            TestInputTopic<String, String> views = input(driver, "views");
            views.pipeInput("home", "ann");
            views.pipeInput("home", "bob");
            views.pipeInput("help", "ann");
            views.pipeInput("help", "eve");

            assertThat(driver.createOutputTopic("regions", new StringDeserializer(), new LongDeserializer())
                            .readKeyValuesToMap())
                    .isEqualTo(Map.of("north", 2L, "south", 1L, "unknown", 1L));
        }
    }

    @Test
    void paidOrdersTellsWhichOrdersWerePaidWithinTheHour() {
        try (TopologyTestDriver driver = run(PaidOrders.build())) {
            TestInputTopic<String, String> orders = input(driver, "orders");
            TestInputTopic<String, String> payments = input(driver, "payments");
            orders.pipeInput("1", "tea", Instant.parse("2026-01-01T10:00:00Z"));
            orders.pipeInput("2", "cake", Instant.parse("2026-01-01T10:10:00Z"));
            payments.pipeInput("1", "card", Instant.parse("2026-01-01T11:00:00Z"));
            payments.pipeInput("2", "cash", Instant.parse("2026-01-01T11:10:01Z"));
            orders.pipeInput("3", "jam", Instant.parse("2026-01-01T11:15:01Z"));

            assertThat(texts(driver, "outcomes").readKeyValuesToList())
                    .containsExactly(KeyValue.pair("1", "tea: paid by card"), KeyValue.pair("2", "cake: not paid"));
        }
    }

    private static TopologyTestDriver run(Topology topology) {
        return new TopologyTestDriver(topology, new Properties());
    }

    private static TestInputTopic<String, String> lines(TopologyTestDriver driver) {
        return input(driver, "lines");
    }

    private static TestInputTopic<String, String> input(TopologyTestDriver driver, String topic) {
        return driver.createInputTopic(topic, new StringSerializer(), new StringSerializer());
    }

    private static TestOutputTopic<String, String> texts(TopologyTestDriver driver, String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new StringDeserializer());
    }
}
