package io.millrace.log.embedded;

import io.millrace.log.Fetched;
import io.millrace.log.Isolation;
import io.millrace.log.LogException;
import io.millrace.log.LogRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one reader stands in one partition. Holds the batch that is being decoded and those that were found with it,
 * and decodes no further than a poll asks for. Owned by the thread that polls.
 */
final class PartitionCursor {

    private final Partition partition;
    private final Isolation isolation;
    private final BatchSource source;
    private final ArrayDeque<Batch> ahead = new ArrayDeque<>();
    private @Nullable BatchReader open;
    private long position;
    private boolean aligned;
    private boolean paused;
    private int bytesRead;

    PartitionCursor(Partition partition, long position, Isolation isolation, BatchSource source) {
        this.partition = partition;
        this.position = position;
        this.isolation = isolation;
        this.source = source;
    }

    Partition partition() {
        return partition;
    }

    long position() {
        return position;
    }

    boolean isPaused() {
        return paused;
    }

    void pause(boolean pause) {
        paused = pause;
    }

    void seek(long offset) {
        position = offset;
        aligned = false;
        open = null;
        ahead.clear();
    }

    /**
     * The next records.
     *
     * @return null when there is nothing and the position has not moved
     */
    @Nullable
    Fetched read(int recordsMax, int bytesMax) {
        long from = position;
        // In a batch that is open it is known how many there are; in the next one it is not.
        List<LogRecord> records =
                open == null ? new ArrayList<>() : new ArrayList<>(Math.min(recordsMax, open.recordsLeft()));
        bytesRead = 0;
        try {
            fill(records, recordsMax, bytesMax);
        } catch (LogException e) {
            seek(position);
            // What was read before is handed out first; the next read meets the same trouble again.
            if (position == from) {
                throw e;
            }
        }
        return position == from ? null : new Fetched(partition.name(), records, position);
    }

    /** Bytes that the last read took. */
    int bytesRead() {
        return bytesRead;
    }

    private void fill(List<LogRecord> records, int recordsMax, int bytesMax) {
        while (bytesRead < bytesMax && records.size() < recordsMax) {
            BatchReader reader = reader(bytesMax);
            if (reader == null) {
                return;
            }
            bytesRead += decode(reader, records, recordsMax, bytesMax - bytesRead);
        }
    }

    private int decode(BatchReader reader, List<LogRecord> records, int recordsMax, int bytesMax) {
        int begin = reader.bytesRead();
        while (reader.hasNext() && records.size() < recordsMax && reader.bytesRead() - begin < bytesMax) {
            records.add(reader.next());
            position = reader.nextOffset();
        }
        position = reader.nextOffset();
        if (!reader.hasNext()) {
            open = null;
            aligned = true;
        }
        return reader.bytesRead() - begin;
    }

    private @Nullable BatchReader reader(int bytesMax) {
        if (open != null) {
            return open;
        }
        if (ahead.isEmpty()) {
            long found = source.read(partition, position, aligned, isolation, bytesMax, ahead);
            if (ahead.isEmpty()) {
                aligned |= found != position;
                position = found;
                return null;
            }
        }
        Batch batch = ahead.remove();
        BatchReader reader = new BatchReader(batch.bytes(), batch.baseOffset());
        reader.skipTo(position);
        open = reader;
        return reader;
    }
}
