package io.millrace.conformance.program;

import io.millrace.streams.InternalTopics;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.TestInputTopic;
import io.millrace.streams.TestOutputTopic;
import io.millrace.streams.Topology;
import io.millrace.streams.TopologyTestDriver;
import io.millrace.streams.processor.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One run of one scenario, and everything that can be seen of it. */
final class DriverRun {

    static final Instant START = Instant.ofEpochMilli(1_000_000);

    /** A driver that does not start leaves its stores open, and the folder to them. */
    private static final AtomicInteger FAILED_RUNS = new AtomicInteger();

    private final Map<String, List<String>> seen = new LinkedHashMap<>();
    private final Map<String, TestOutputTopic<byte[], byte[]>> outputs = new TreeMap<>();
    private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new TreeMap<>();
    private String phase = "program";

    Map<String, List<String>> run(Map<String, String> given, Consumer<Scenario> program) {
        try {
            Scenario scenario = new Scenario(given);
            program.accept(scenario);
            Properties properties = new Properties();
            properties.putAll(scenario.settings());
            properties.merge(StreamsConfig.STATE_DIR_CONFIG, "run" + FAILED_RUNS, (folder, run) -> folder + "/" + run);
            phase = "build";
            Topology topology = scenario.build(properties);
            phase = "describe";
            add("describe", Texts.description(topology.describe()));
            phase = "start";
            try (TopologyTestDriver driver = new TopologyTestDriver(topology, properties, START)) {
                drive(driver, scenario);
                add("internal topics", InternalTopics.of(topology, new StreamsConfig(properties)));
                phase = "close";
            }
        } catch (Exception | LinkageError e) {
            FAILED_RUNS.incrementAndGet();
            add("exception", List.of("in " + phase + ": " + Texts.className(e)));
        }
        return seen;
    }

    private void drive(TopologyTestDriver driver, Scenario scenario) {
        readOutputs(driver, 0);
        int number = 0;
        for (Scenario.Step step : scenario.steps()) {
            number++;
            phase = "step " + number;
            if (step instanceof Scenario.Step.Pipe pipe) {
                inputs.computeIfAbsent(pipe.topic(), topic -> input(driver, topic))
                        .pipeInput(pipe.record());
            } else if (step instanceof Scenario.Step.Advance advance) {
                driver.advanceWallClockTime(Duration.ofMillis(advance.ms()));
            }
            readOutputs(driver, number);
        }
        phase = "end";
        boolean cached = !scenario.has(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, "0");
        for (Map.Entry<String, StateStore> store : new TreeMap<>(driver.getAllStateStores()).entrySet()) {
            add("store " + store.getKey(), StoreTexts.contents(store.getValue(), cached));
        }
        add("dropped records", dropped(driver));
    }

    private static TestInputTopic<byte[], byte[]> input(TopologyTestDriver driver, String topic) {
        return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void readOutputs(TopologyTestDriver driver, int step) {
        for (String topic : driver.producedTopicNames()) {
            outputs.computeIfAbsent(
                    topic,
                    name -> driver.createOutputTopic(name, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        }
        outputs.forEach((topic, output) -> {
            List<String> lines = new ArrayList<>();
            while (!output.isEmpty()) {
                lines.add("after step " + step + ": " + Texts.record(output.readRecord()));
            }
            add("topic " + topic, lines);
        });
    }

    private static List<String> dropped(TopologyTestDriver driver) {
        double sum = driver.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("dropped-records-total"))
                .mapToDouble(metric -> (Double) metric.getValue().metricValue())
                .sum();
        return List.of(String.valueOf((long) sum));
    }

    private void add(String section, List<String> lines) {
        if (!lines.isEmpty()) {
            seen.computeIfAbsent(section, name -> new ArrayList<>()).addAll(lines);
        }
    }
}
