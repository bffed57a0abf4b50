package io.millrace.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.Seams;
import io.millrace.streams.KafkaClientSupplier;
import io.millrace.streams.StreamsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class GlobalReaderTest {

    /** Consumers need no broker until they are asked for records. */
    private static final class Recorded implements KafkaClientSupplier {

        private final List<Map<String, Object>> global = new ArrayList<>();

        @Override
        public Admin getAdmin(Map<String, Object> config) {
            return Admin.create(config);
        }

        @Override
        public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
            throw new AssertionError("nobody writes");
        }

        @Override
        public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
            throw new AssertionError("nobody joins the group");
        }

        @Override
        public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
            throw new AssertionError("nobody restores");
        }

        @Override
        public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
            global.add(config);
            return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
    }

    @Test
    void isMadeByTheSupplierWithTheSettingsForGlobalStores() {
        StreamsConfig config = new StreamsConfig(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "app",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:1",
                StreamsConfig.globalConsumerPrefix("fetch.min.bytes"),
                7,
                StreamsConfig.restoreConsumerPrefix("fetch.min.bytes"),
                8));
        Recorded supplier = new Recorded();

        try (KafkaLog log =
                KafkaLog.open(new KafkaSettings(config, supplier, "client", UUID.randomUUID()), Seams.system())) {
            log.globalReader().close();
        }

        assertThat(supplier.global)
                .singleElement()
                .satisfies(given -> assertThat(given)
                        .containsEntry("fetch.min.bytes", 7)
                        .containsEntry("isolation.level", "read_committed")
                        .containsEntry("client.id", "client-global-consumer"));
    }
}
