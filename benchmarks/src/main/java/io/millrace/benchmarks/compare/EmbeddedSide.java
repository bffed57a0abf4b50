package io.millrace.benchmarks.compare;

import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.embedded.EmbeddedLog;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Millrace on the embedded log in one folder, with default settings. */
final class EmbeddedSide {
    static final String INPUT = "input";
    static final String OUTPUT = "output";

    private EmbeddedSide() {}

    static Properties settings(Path folder, int threads) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "comparison");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        settings.put(StreamsConfig.EMBEDDED_NUM_PARTITIONS_CONFIG, Work.PARTITIONS);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        return settings;
    }

    static void load(Path file, Path folder) {
        try (EmbeddedLog log = EmbeddedLog.open(settings(folder, 1))) {
            log.createTopic(new NewTopic(INPUT, Work.PARTITIONS, (short) 1));
            log.createTopic(new NewTopic(OUTPUT, Work.PARTITIONS, (short) 1));
            try (Producer<byte[], byte[]> producer =
                    log.producer(new ByteArraySerializer(), new ByteArraySerializer(), Map.of())) {
                Topics.fill(file, INPUT, producer);
            }
        }
    }

    static Outcome measure(Work work, Path folder, int threads, long records) {
        return measure(work, folder, threads, records, () -> {});
    }

    /** As above; {@code done} is called when all is processed and the application's threads are still there. */
    static Outcome measure(Work work, Path folder, int threads, long records, Runnable done) {
        Progress progress = new Progress();
        CpuMeter cpu = new CpuMeter();
        long wallNs;
        try (MillraceStreams streams =
                new MillraceStreams(MillraceTopologies.of(work, INPUT, OUTPUT, progress), settings(folder, threads))) {
            streams.start();
            wallNs = progress.await(work.steps(records), () -> streams.state().isRunningOrRebalancing());
            done.run();
        }
        long cpuNs = cpu.usedNs();
        long peakBytes = CpuMeter.peakResidentBytes();
        Digest digest = output(work, folder);
        return new Outcome(records, wallNs, cpuNs, 0, peakBytes, 0, digest.records(), digest.text());
    }

    private static Digest output(Work work, Path folder) {
        Digest digest = new Digest(work);
        try (EmbeddedLog log = EmbeddedLog.open(settings(folder, 1));
                Consumer<byte[], byte[]> consumer =
                        log.consumer(new ByteArrayDeserializer(), new ByteArrayDeserializer(), Map.of())) {
            Topics.read(OUTPUT, consumer, digest);
        }
        return digest;
    }
}
