package io.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.KeyValue;
import io.millrace.streams.TestInputTopic;
import io.millrace.streams.TestOutputTopic;
import io.millrace.streams.Topology;
import io.millrace.streams.TopologyTestDriver;
import java.time.Instant;
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

    private static TopologyTestDriver run(Topology topology) {
        return new TopologyTestDriver(topology, new Properties());
    }

    private static TestInputTopic<String, String> lines(TopologyTestDriver driver) {
        return driver.createInputTopic("lines", new StringSerializer(), new StringSerializer());
    }

    private static TestOutputTopic<String, String> texts(TopologyTestDriver driver, String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new StringDeserializer());
    }
}
