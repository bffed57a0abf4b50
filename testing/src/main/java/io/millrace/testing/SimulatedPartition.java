package io.millrace.testing;

import io.millrace.log.Fetched;
import io.millrace.log.LogRecord;
import io.millrace.log.OutOfRangeException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one partition. Those up to {@code durableEnd} survive a crash; those behind it are submitted, and
 * become durable with their commit.
 */
final class SimulatedPartition {

    private final TopicPartition name;
    private final ArrayList<LogRecord> records = new ArrayList<>();
    private long start;
    private long durableEnd;
    private long end;

    SimulatedPartition(TopicPartition name) {
        this.name = name;
    }

    long start() {
        return start;
    }

    long durableEnd() {
        return durableEnd;
    }

    long end() {
        return end;
    }

    /** Adds records behind the end, each under the offset that {@link #end()} has by then. */
    void append(StagedRecord staged) {
        records.add(staged.at(end));
        end++;
    }

    /** Takes up an offset without a record, as the mark of a transaction's end does in Kafka. */
    void skipOffset() {
        end++;
    }

    /** Everything before this offset is durable. */
    void durableUpTo(long offset) {
        durableEnd = Math.max(durableEnd, offset);
    }

    /** Loses what is not durable. */
    void crash() {
        records.subList(indexOf(durableEnd), records.size()).clear();
        end = durableEnd;
    }

    void purge(long before) {
        if (before < 0 || before > end) {
            throw new OutOfRangeException(name, before, start, end);
        }
        // What is not durable yet has still to become so; a later purge takes it.
        long first = Math.min(before, durableEnd);
        if (first > start) {
            records.subList(0, indexOf(first)).clear();
            start = first;
        }
    }

    /** The durable records. */
    List<LogRecord> durable() {
        return List.copyOf(records.subList(0, indexOf(durableEnd)));
    }

    /**
     * Up to {@code max} records from an offset.
     *
     * @param submitted whether to read on behind the durable end
     */
    Fetched read(long from, boolean submitted, int max) {
        if (from < start || from > end) {
            throw new OutOfRangeException(name, from, start, end);
        }
        int first = indexOf(from);
        int limit = indexOf(submitted ? end : durableEnd);
        int last = Math.max(first, Math.min(limit, first + max));
        List<LogRecord> found = List.copyOf(records.subList(first, last));
        long next = last >= limit
                ? Math.max(from, submitted ? end : durableEnd)
                : found.get(found.size() - 1).offset() + 1;
        return new Fetched(name, found, next);
    }

    /** The first durable record that is not older; the durable end when there is none. */
    long offsetAt(long timestamp) {
        for (LogRecord record : records) {
            if (record.offset() < durableEnd && record.timestamp() >= timestamp) {
                return record.offset();
            }
        }
        return durableEnd;
    }

    /** How many records lie from this offset on. */
    long countFrom(long offset, boolean submitted) {
        return Math.max(0, indexOf(submitted ? end : durableEnd) - indexOf(offset));
    }

    /** The index of the first record at or behind an offset. */
    private int indexOf(long offset) {
        int low = 0;
        int high = records.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (records.get(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
