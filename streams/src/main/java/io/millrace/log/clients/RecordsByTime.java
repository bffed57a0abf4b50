package io.millrace.log.clients;

import io.millrace.log.Fetched;
import io.millrace.log.Isolation;
import io.millrace.log.Log;
import io.millrace.log.LogRecord;
import io.millrace.log.Reader;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Finds the first record of a partition that is not older than a timestamp. */
final class RecordsByTime {

    /** The record is there, so the wait is for the disk alone; longer than any disk that works needs. */
    private static final long READ_MS = 10_000;

    private RecordsByTime() {}

    /** The offset and the timestamp of each such record; null for partitions that have none. */
    static Map<TopicPartition, OffsetAndTimestamp> find(Log log, Map<TopicPartition, Long> timestamps) {
        Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
        Map<TopicPartition, Long> offsets = log.topics().offsetsAt(timestamps);
        Map<TopicPartition, Long> ends = log.topics().endOffsets(offsets.keySet(), Isolation.COMMITTED);
        try (Reader reader = log.reader(Isolation.COMMITTED)) {
            offsets.forEach((partition, offset) -> {
                boolean atTheEnd = offset >= Fetcher.offsetOf(partition, ends);
                found.put(partition, atTheEnd ? null : read(reader, partition, offset));
            });
        }
        return found;
    }

    private static @Nullable OffsetAndTimestamp read(Reader reader, TopicPartition partition, long offset) {
        reader.assign(Map.of(partition, offset));
        for (Fetched fetched : reader.poll(READ_MS)) {
            if (!fetched.records().isEmpty()) {
                LogRecord first = fetched.records().get(0);
                return new OffsetAndTimestamp(first.offset(), first.timestamp());
            }
        }
        return null;
    }
}
