package io.millrace.log.kafka;

import io.millrace.log.Fetched;
import io.millrace.log.Reader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** A consumer outside of any group. */
final class KafkaReader implements Reader, Users.User {

    private final String clientId;
    private final GuardedConsumer consumer;
    private final KafkaTopics topics;
    private final Users users;

    KafkaReader(String clientId, GuardedConsumer consumer, KafkaTopics topics, Users users) {
        this.clientId = clientId;
        this.consumer = consumer;
        this.topics = topics;
        this.users = users;
        users.add(null, this);
    }

    /** When it has read everything it may be at rest. */
    @Override
    public Map<String, Boolean> clientIds() {
        return Map.of(clientId, false);
    }

    @Override
    public void assign(Map<TopicPartition, Long> offsets) {
        offsets.keySet().forEach(topics::require);
        consumer.open().assign(offsets.keySet());
        offsets.forEach(consumer.open()::seek);
        consumer.resume(offsets.keySet());
    }

    @Override
    public List<Fetched> poll(long maxWaitMs) {
        if (consumer.open().assignment().isEmpty()) {
            return List.of(); // the consumer itself refuses to poll for nothing
        }
        return consumer.poll(maxWaitMs);
    }

    @Override
    public void pause(Set<TopicPartition> partitions) {
        consumer.pause(partitions);
    }

    @Override
    public void resume(Set<TopicPartition> partitions) {
        consumer.resume(partitions);
    }

    @Override
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void fence() {
        consumer.close();
    }

    @Override
    public void end() {
        consumer.close();
    }

    @Override
    public void close() {
        users.remove(this);
        consumer.close();
    }
}
