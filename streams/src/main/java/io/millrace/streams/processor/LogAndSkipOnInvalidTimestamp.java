package io.millrace.streams.processor;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the timestamp of the record's metadata; a record with a negative one is dropped, with a warning in the log. */
public class LogAndSkipOnInvalidTimestamp extends ExtractRecordMetadataTimestamp {

    private static final Logger log = LoggerFactory.getLogger(LogAndSkipOnInvalidTimestamp.class);

    /** Makes an extractor; it has no settings. */
    public LogAndSkipOnInvalidTimestamp() {}

    /** Logs where the record is and returns its negative timestamp unchanged, which drops the record. */
    @Override
    public long onInvalidTimestamp(ConsumerRecord<Object, Object> record, long recordTimestamp, long partitionTime) {
        // The place, not the record itself: values may be large or secret.
        log.warn(
                "dropped the record at {}-{} offset {}: timestamp {} (expected: >= 0)",
                record.topic(),
                record.partition(),
                record.offset(),
                recordTimestamp);
        return recordTimestamp;
    }
}
