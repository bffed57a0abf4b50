package io.millrace.streams.processor;

import io.millrace.streams.errors.StreamsException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes the timestamp of the record's metadata; a negative one is an error that stops the worker. This is the default
 * {@link TimestampExtractor}: better to stop than to drop data unseen.
 */
public class FailOnInvalidTimestamp extends ExtractRecordMetadataTimestamp {

    /** Makes an extractor; it has no settings. */
    public FailOnInvalidTimestamp() {}

    /**
     * Never returns.
     *
     * @throws StreamsException always, naming the record by topic, partition and offset
     */
    @Override
    public long onInvalidTimestamp(ConsumerRecord<Object, Object> record, long recordTimestamp, long partitionTime) {
        throw new StreamsException("timestamp of the record at " + record.topic() + "-" + record.partition()
                + " offset " + record.offset() + ": " + recordTimestamp + " (expected: >= 0). Choose another "
                + "default.timestamp.extractor to read records without a valid timestamp");
    }
}
