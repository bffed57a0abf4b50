package io.millrace.log;

import io.millrace.streams.ClientInstanceIds;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/** The ids of Kafka clients where there are none. */
record NoClients() implements ClientInstanceIds {

    @Override
    public Uuid adminInstanceId() {
        throw new IllegalStateException(
                "the application runs on the embedded log and has no admin client (expected: that it runs on Kafka)");
    }

    @Override
    public Map<String, Uuid> consumerInstanceIds() {
        return Map.of();
    }

    @Override
    public Map<String, Uuid> producerInstanceIds() {
        return Map.of();
    }
}
