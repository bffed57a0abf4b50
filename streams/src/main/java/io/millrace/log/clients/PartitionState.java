package io.millrace.log.clients;

import io.millrace.log.Fetched;
import io.millrace.log.LogRecord;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A partition that a consumer reads: how far it has got, and what has been read ahead of that. */
final class PartitionState {

    private static final long UNKNOWN = -1;

    private final TopicPartition partition;
    private long position = UNKNOWN;
    private boolean paused;
    private @Nullable ResetPolicy wanted;
    private List<LogRecord> ahead = List.of();
    private int next;
    private long readTo;

    PartitionState(TopicPartition partition) {
        this.partition = partition;
    }

    TopicPartition partition() {
        return partition;
    }

    boolean isPositioned() {
        return position != UNKNOWN;
    }

    /** The offset of the next record that is to be returned. */
    long position() {
        return position;
    }

    /** Goes on from an offset, and forgets what has been read ahead. */
    void seek(long offset) {
        position = offset;
        readTo = offset;
        ahead = List.of();
        next = 0;
        wanted = null;
    }

    /** Goes on from where a policy says, once that is asked for. */
    void seek(ResetPolicy policy) {
        seek(UNKNOWN);
        wanted = policy;
    }

    /** The policy of the last seek, null when the last seek was to an offset. */
    @Nullable
    ResetPolicy wanted() {
        return wanted;
    }

    boolean isPaused() {
        return paused;
    }

    void pause(boolean pausing) {
        paused = pausing;
    }

    /** Where the log is to be read on. */
    long readTo() {
        return readTo;
    }

    void add(Fetched fetched) {
        if (!hasAhead()) {
            ahead = fetched.records();
            next = 0;
            readTo = fetched.nextOffset();
            passGap();
        } else {
            throw new AssertionError(partition + " was read ahead twice");
        }
    }

    boolean hasAhead() {
        return next < ahead.size();
    }

    /** The next record that was read ahead; it is returned once {@link #pass} is called. */
    LogRecord peek() {
        return ahead.get(next);
    }

    void pass() {
        position = ahead.get(next).offset() + 1;
        next++;
        passGap();
    }

    private void passGap() {
        if (!hasAhead()) {
            position = readTo;
            ahead = List.of();
            next = 0;
        }
    }
}
