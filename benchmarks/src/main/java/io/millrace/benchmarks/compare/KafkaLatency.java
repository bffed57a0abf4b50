package io.millrace.benchmarks.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * End-to-end latency on a broker, of Kafka Streams and of Millrace by turns: as in {@link Latency}, but the application
 * is in a JVM of its own. Producer and consumer, one clock for both, are in this process. All have the same commit
 * interval under both guarantees; the consumer reads committed records.
 */
final class KafkaLatency {
    private static final long LOOK_NS = 50_000_000;
    private static final int LOOKS_MAX = 2_400;

    private final LatencyOptions options;
    private final BrokerOptions onKafka;
    private final PrintStream out;
    private final Broker broker;
    private final ChildJvm java;
    private int runs;

    private KafkaLatency(LatencyOptions options, BrokerOptions onKafka, PrintStream out, Broker broker) {
        this.options = options;
        this.onKafka = onKafka;
        this.out = out;
        this.broker = broker;
        this.java = new ChildJvm(onKafka.childOptions());
    }

    static void run(LatencyOptions options, BrokerOptions onKafka, PrintStream out)
            throws IOException, InterruptedException {
        out.println("on a broker, " + onKafka.rounds() + " rounds, commit.interval.ms=" + onKafka.commitIntervalMs()
                + ", applications with " + onKafka.childOptions());
        try (Broker broker = Broker.startBelow(options.folder(), "latency", out)) {
            new KafkaLatency(options, onKafka, out, broker).compare();
        }
    }

    private void compare() throws InterruptedException {
        Map<Work, Map<Contender, List<Histogram>>> results = new TreeMap<>();
        for (int round = 1; round <= onKafka.rounds(); round++) {
            for (Work work : options.works()) {
                for (Contender contender : onKafka.contenders()) {
                    Histogram latencies = measure(work, contender);
                    out.println("round " + round + "  " + line(work, contender, List.of(latencies)));
                    results.computeIfAbsent(work, any -> new TreeMap<>())
                            .computeIfAbsent(contender, any -> new ArrayList<>())
                            .add(latencies);
                }
            }
        }
        out.println("\nmedians of the rounds (smallest-largest), ms");
        results.forEach((work, contenders) ->
                contenders.forEach((contender, latencies) -> out.println(line(work, contender, latencies))));
    }

    private Histogram measure(Work work, Contender contender) throws InterruptedException {
        String name = "latency-" + runs++;
        String input = name + "-input";
        String output = name + "-output";
        KafkaSide.createTopic(input, broker.servers(), Map.of());
        KafkaSide.createTopic(output, broker.servers(), Map.of());
        Arrivals arrivals = new Arrivals(work, options);
        try (ApplicationJvm application = ApplicationJvm.start(
                        java, contender, work.title(), List.of(input, output), "one", settings(name, contender));
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of(
                                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                                broker.servers(),
                                ProducerConfig.LINGER_MS_CONFIG,
                                options.lingerMs()),
                        new StringSerializer(),
                        new StringSerializer())) {
            for (int i = 0; i < LOOKS_MAX && application.tasks().size() < Work.PARTITIONS; i++) {
                LockSupport.parkNanos(LOOK_NS);
            }
            Receiver receiver = new Receiver(arrivals, output);
            receiver.start();
            arrivals.send(producer, input);
            receiver.join();
        }
        return arrivals.histogram();
    }

    private Map<String, String> settings(String name, Contender contender) {
        return Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, name,
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.servers(),
                StreamsConfig.STATE_DIR_CONFIG, broker.folder().resolve(name).toString(),
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, Integer.toString(onKafka.commitIntervalMs()),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG, contender.guarantee());
    }

    /** Reads what comes out, on a thread of its own. */
    private final class Receiver extends Thread {
        private final Arrivals arrivals;
        private final String output;

        Receiver(Arrivals arrivals, String output) {
            super("receiver");
            this.arrivals = arrivals;
            this.output = output;
        }

        @Override
        public void run() {
            Map<String, Object> settings = Map.of(
                    CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                    broker.servers(),
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed");
            try (KafkaConsumer<String, byte[]> consumer =
                    new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                arrivals.receive(consumer, output);
            }
        }
    }

    private static String line(Work work, Contender contender, Collection<Histogram> latencies) {
        Map<String, Double> percentiles = new LinkedHashMap<>();
        percentiles.put("p50", 50.0);
        percentiles.put("p99", 99.0);
        percentiles.put("max", 100.0);
        StringBuilder line =
                new StringBuilder(String.format(Locale.ROOT, "%-12s %-20s", work.title(), contender.title()));
        percentiles.forEach((name, percentile) -> {
            List<Double> ms = latencies.stream()
                    .map(each -> each.getValueAtPercentile(percentile) / 1e6)
                    .toList();
            line.append(
                    String.format(Locale.ROOT, "  %s %-22s", name, Spread.of(ms).text("%.2f")));
        });
        return line.toString().stripTrailing();
    }
}
