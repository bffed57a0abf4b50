package io.millrace.log;

import io.millrace.base.Seams;
import io.millrace.log.kafka.KafkaLog;
import io.millrace.log.kafka.KafkaSettings;
import io.millrace.store.StateDatabase;
import io.millrace.streams.StreamsConfig;
import java.util.HashMap;
import java.util.Map;

/** Opens the log on the shared broker, on which there is nothing then. */
public final class KafkaHarness implements LogHarness {

    private final Map<String, Object> settings = new HashMap<>();

    /** With a guarantee, {@code exactly_once_v2} or {@code at_least_once}. */
    public KafkaHarness(String guarantee) {
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "contract");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, SharedBroker.address());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
        settings.put("main.consumer.heartbeat.interval.ms", "30");
        settings.put("consumer.metadata.max.age.ms", "100");
        settings.put("consumer.max.partition.fetch.bytes", "16384");
        settings.put("producer.max.request.size", "8388608");
        settings.put("retry.backoff.ms", "10");
    }

    @Override
    public Log open() {
        Log log = reopen();
        log.topics().delete(log.topics().partitionCounts().keySet());
        return log;
    }

    @Override
    public Log reopen() {
        StreamsConfig config = new StreamsConfig(settings);
        Seams seams = Seams.system();
        return KafkaLog.open(
                new KafkaSettings(
                        config,
                        config.getKafkaClientSupplier(),
                        "contract",
                        seams.randomness().nextUuid()),
                seams);
    }

    @Override
    public LogTraits traits() {
        return LogTraits.OF_KAFKA;
    }

    @Override
    public void turn() {}

    @Override
    public StateDatabase state() {
        throw new IllegalStateException("Kafka carries no state");
    }

    @Override
    public void close() {}
}
