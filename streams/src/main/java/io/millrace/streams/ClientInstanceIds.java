package io.millrace.streams;

import java.util.Map;
import org.apache.kafka.common.Uuid;

/**
 * The ids under which brokers know the Kafka clients of an instance, for matching metrics that clients push to brokers
 * with the application that they come from. Immutable.
 */
public interface ClientInstanceIds {

    /**
     * The id of the admin client.
     *
     * @throws IllegalStateException if it does not push metrics, or there is none, as on the embedded log
     */
    Uuid adminInstanceId();

    /** The ids of the consumers that push metrics, by client id; empty on the embedded log. */
    Map<String, Uuid> consumerInstanceIds();

    /** The ids of the producers that push metrics, by client id; empty on the embedded log. */
    Map<String, Uuid> producerInstanceIds();
}
