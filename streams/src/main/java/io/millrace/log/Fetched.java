package io.millrace.log;

import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * What one read brought of one partition.
 *
 * @param partition where it was read
 * @param records in offset order; offsets may have gaps (compaction, transaction marks)
 * @param nextOffset where the next read goes on; greater than the last record's offset, and also moves past what holds
 *     no records
 */
public record Fetched(TopicPartition partition, List<LogRecord> records, long nextOffset) {}
