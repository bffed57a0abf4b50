package io.millrace.streams.processor;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes the timestamp that the record carries in its metadata, and asks the subclass what to do when it is negative.
 * The subclasses hold no state, so one object can serve all threads.
 */
abstract class ExtractRecordMetadataTimestamp implements TimestampExtractor {

    /**
     * Returns the timestamp of the record's metadata if it is valid, otherwise what {@link #onInvalidTimestamp} says.
     *
     * @param record the record
     * @param partitionTime the highest time found so far in its partition, or -1
     * @return the time in milliseconds since the epoch; a negative one drops the record
     */
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long timestamp = record.timestamp();
        return timestamp >= 0 ? timestamp : onInvalidTimestamp(record, timestamp, partitionTime);
    }

    /**
     * Decides about a record without a valid timestamp.
     *
     * @param record the record
     * @param recordTimestamp the negative timestamp that it carries
     * @param partitionTime the highest time found so far in its partition, or -1
     * @return the time to use in milliseconds since the epoch; a negative one drops the record
     */
    public abstract long onInvalidTimestamp(
            ConsumerRecord<Object, Object> record, long recordTimestamp, long partitionTime);
}
