package io.millrace.benchmarks.compare;

import io.millrace.streams.MillraceStreams;
import io.millrace.streams.embedded.EmbeddedLog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * End-to-end latency on the embedded log at a fixed rate: from the time at which a record should be sent, so that a
 * stall counts for all who wait behind it, to the time at which a consumer of committed records has what came of it.
 * Producer, application and consumer are in this process, each with threads of its own; everything is synced to the
 * device.
 *
 * <p>A record carries its number: the pipe's value starts with it, and of a line of the word count the first word is
 * new and holds it.
 */
public final class Latency {
    private static final String INPUT = "input";
    private static final String OUTPUT = "output";

    private final Work work;
    private final LatencyOptions options;
    private final Arrivals arrivals;

    private Latency(Work work, LatencyOptions options) {
        this.work = work;
        this.options = options;
        this.arrivals = new Arrivals(work, options);
    }

    /** Measures pipe and word count, or the one that the arguments name, and prints the percentiles. */
    public static void run(List<String> args, PrintStream out) throws IOException, InterruptedException {
        LatencyOptions options = LatencyOptions.parse(args);
        out.println(Machine.text());
        out.println(options.rate() + " records/s for " + options.seconds() + " s after " + options.warmUpSeconds()
                + " s of warm-up, linger.ms=" + options.lingerMs());
        if (options.onKafka() != null) {
            KafkaLatency.run(options, options.onKafka(), out);
            return;
        }
        for (Work work : options.works()) {
            Path folder = Files.createTempDirectory(options.folder(), "millrace-latency-");
            try {
                print(work, new Latency(work, options).measure(folder), out);
            } finally {
                Folders.delete(folder);
            }
        }
    }

    private Histogram measure(Path folder) throws InterruptedException {
        try (EmbeddedLog log = EmbeddedLog.open(EmbeddedSide.settings(folder, 1))) {
            log.createTopic(new NewTopic(INPUT, Work.PARTITIONS, (short) 1));
            log.createTopic(new NewTopic(OUTPUT, Work.PARTITIONS, (short) 1));
            try (MillraceStreams streams = new MillraceStreams(
                            MillraceTopologies.of(work, INPUT, OUTPUT, new Progress()),
                            EmbeddedSide.settings(folder, 1));
                    Producer<String, String> producer = log.producer(
                            new StringSerializer(),
                            new StringSerializer(),
                            Map.of(ProducerConfig.LINGER_MS_CONFIG, options.lingerMs()))) {
                streams.start();
                Thread receiver = new Thread(() -> receive(log), "receiver");
                receiver.start();
                arrivals.send(producer, INPUT);
                receiver.join();
            }
        }
        return arrivals.histogram();
    }

    private void receive(EmbeddedLog log) {
        try (Consumer<String, byte[]> consumer =
                log.consumer(new StringDeserializer(), new ByteArrayDeserializer(), Map.of())) {
            arrivals.receive(consumer, OUTPUT);
        }
    }

    private static void print(Work work, Histogram latencies, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-12s p50 %.2f ms   p99 %.2f ms   p99.9 %.2f ms   max %.2f ms   (%d records)%n",
                work.title(),
                latencies.getValueAtPercentile(50) / 1e6,
                latencies.getValueAtPercentile(99) / 1e6,
                latencies.getValueAtPercentile(99.9) / 1e6,
                latencies.getMaxValue() / 1e6,
                latencies.getTotalCount());
    }
}
