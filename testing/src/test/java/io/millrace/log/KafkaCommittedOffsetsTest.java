package io.millrace.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.StreamsConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a group has committed while a transaction that commits for it is still open. */
@Tag("broker")
class KafkaCommittedOffsetsTest {

    @Test
    @SuppressWarnings("removal") // a group is named that the producer is no member of
    void isToldWhenTheTransactionHasEnded() throws Exception {
        String group = "group-" + UUID.randomUUID();
        TopicPartition input = new TopicPartition("input-of-" + group, 0);
        try (Log log = new KafkaHarness(StreamsConfig.EXACTLY_ONCE_V2).reopen();
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", SharedBroker.address(), "transactional.id", group),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            log.topics().create(List.of(new TopicSpec(input.topic(), 1, Map.of())));
            producer.initTransactions();
            producer.beginTransaction();
            producer.sendOffsetsToTransaction(
                    Map.of(input, new OffsetAndMetadata(7)), new ConsumerGroupMetadata(group));

            CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> asked =
                    CompletableFuture.supplyAsync(() -> log.topics().committed(group, Set.of(input)));
            assertThatThrownBy(() -> asked.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            producer.commitTransaction();

            assertThat(asked.get(60, TimeUnit.SECONDS)).containsEntry(input, new OffsetAndMetadata(7));
        }
    }
}
