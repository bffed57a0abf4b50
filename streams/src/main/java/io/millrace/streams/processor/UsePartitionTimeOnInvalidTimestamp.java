package io.millrace.streams.processor;

import io.millrace.streams.errors.StreamsException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes the timestamp of the record's metadata; for a negative one, the highest time that its partition has shown so
 * far.
 */
public class UsePartitionTimeOnInvalidTimestamp extends ExtractRecordMetadataTimestamp {

    /** Makes an extractor; it has no settings. */
    public UsePartitionTimeOnInvalidTimestamp() {}

    /**
     * Returns the partition time.
     *
     * @throws StreamsException when no record of the partition had a valid timestamp yet
     */
    @Override
    public long onInvalidTimestamp(ConsumerRecord<Object, Object> record, long recordTimestamp, long partitionTime) {
        if (partitionTime < 0) {
            throw new StreamsException("timestamp of the record at " + record.topic() + "-" + record.partition()
                    + " offset " + record.offset() + ": " + recordTimestamp + " (expected: >= 0, because no earlier "
                    + "record of the partition had a timestamp that could be used instead)");
        }
        return partitionTime;
    }
}
