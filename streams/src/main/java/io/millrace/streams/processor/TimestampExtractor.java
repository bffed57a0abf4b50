package io.millrace.streams.processor;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Finds the event time of an input record: in its metadata, inside its value, or on the clock.
 *
 * <p>The time decides the window that a record belongs to, the order in which the partitions of a task are read, and
 * how far stream time has come. Set for all inputs with {@code default.timestamp.extractor}, or for one with
 * {@code Consumed.withTimestampExtractor}. A class named in the settings needs a public constructor without parameters.
 *
 * <p>One object may serve several tasks, on several threads at once.
 */
@FunctionalInterface
public interface TimestampExtractor {

    /**
     * Finds the time of one record.
     *
     * @param record the record, key and value already deserialized
     * @param partitionTime the highest time found so far in the partition of the record, in milliseconds since the
     *     epoch, or -1 when nothing has been read from it yet
     * @return the time in milliseconds since the epoch; a negative one drops the record
     */
    long extract(ConsumerRecord<Object, Object> record, long partitionTime);
}
