package io.millrace.log.embedded;

import io.millrace.log.Fetched;
import io.millrace.log.LogException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that one reader reads, fairly: each poll begins one partition further on, and takes a bounded amount
 * of each. Owned by the thread that polls.
 */
final class Cursors {

    /** What one poll returns at most, in shares of one partition: bounds the records in memory at a time. */
    private static final int SHARES_PER_POLL = 8;

    private final EmbeddedSettings settings;
    private final Map<TopicPartition, PartitionCursor> byName = new LinkedHashMap<>();
    private List<PartitionCursor> inOrder = List.of();
    private int first;

    Cursors(EmbeddedSettings settings) {
        this.settings = settings;
    }

    void add(PartitionCursor cursor) {
        byName.put(cursor.partition().name(), cursor);
        inOrder = List.copyOf(byName.values());
    }

    void remove(Collection<TopicPartition> partitions) {
        partitions.forEach(byName::remove);
        inOrder = List.copyOf(byName.values());
        first = 0;
    }

    void clear() {
        byName.clear();
        inOrder = List.of();
        first = 0;
    }

    @Nullable
    PartitionCursor find(TopicPartition partition) {
        return byName.get(partition);
    }

    PartitionCursor get(TopicPartition partition) {
        PartitionCursor cursor = byName.get(partition);
        if (cursor == null) {
            throw new IllegalStateException(
                    "partition " + partition + " is not being read (expected: one of " + byName.keySet() + ")");
        }
        return cursor;
    }

    /** Pauses or resumes; partitions that have gone meanwhile are passed over. */
    void pause(Collection<TopicPartition> partitions, boolean pause) {
        for (TopicPartition partition : partitions) {
            PartitionCursor cursor = byName.get(partition);
            if (cursor != null) {
                cursor.pause(pause);
            }
        }
    }

    /** What there is now; empty when there is nothing. */
    List<Fetched> fetch() {
        List<Fetched> fetched = List.of();
        int turn = 0;
        long records = 0;
        long bytes = 0;
        long recordsMax = (SHARES_PER_POLL - 1L) * settings.pollRecordsMax();
        long bytesMax = (SHARES_PER_POLL - 1L) * settings.pollBytesMax();
        while (turn < inOrder.size() && records <= recordsMax && bytes <= bytesMax) {
            PartitionCursor cursor = inOrder.get((first + turn) % inOrder.size());
            Fetched next = cursor.isPaused() ? null : read(cursor, fetched.isEmpty());
            if (next != null) {
                fetched = fetched.isEmpty() ? new ArrayList<>() : fetched;
                fetched.add(next);
                records += next.records().size();
                bytes += cursor.bytesRead();
            }
            turn++;
        }
        first = inOrder.isEmpty() ? 0 : (first + Math.max(1, turn % inOrder.size())) % inOrder.size();
        return fetched;
    }

    /** A partition that cannot be read is told only when nothing that was read would be lost with the exception. */
    private @Nullable Fetched read(PartitionCursor cursor, boolean mayFail) {
        try {
            return cursor.read(settings.pollRecordsMax(), settings.pollBytesMax());
        } catch (LogException e) {
            if (mayFail) {
                throw e;
            }
            return null;
        }
    }
}
