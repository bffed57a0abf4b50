package io.millrace.engine.input;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decides about records that cannot be decoded. */
public interface DecodingErrors {

    /**
     * A key or value could not be deserialized.
     *
     * @param record the record as bytes
     * @param cause what the deserializer threw
     * @return whether to go on without the record
     * @throws io.millrace.streams.errors.StreamsException to stop; names the record's place
     */
    boolean skipUndecodable(ConsumerRecord<byte[], byte[]> record, RuntimeException cause);

    /** A record was dropped: it could not be decoded, or its timestamp is negative. */
    void dropped(ConsumerRecord<byte[], byte[]> record, String why);
}
