package io.millrace.engine.input;

import io.millrace.log.Fetched;
import io.millrace.log.LogRecord;
import io.millrace.streams.processor.api.Record;
import java.util.ArrayDeque;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records of one partition that wait for a task: what was read from the log, and what other tasks of the same
 * worker {@linkplain Handover handed over}, which goes first. The head is decoded, the rest is as it came. Owned by the
 * task's worker.
 *
 * <p>Records that cannot be decoded, or whose timestamp is negative, are passed over when they come up; the position
 * moves past them, so they are not read again. Records that were handed over have no place in the log and do not move
 * the position.
 */
public final class PartitionQueue {

    private static final long UNKNOWN = -1;

    private final TopicPartition partition;
    private final RecordDecoder decoder;
    private final DecodingErrors errors;
    private final ArrayDeque<Read> fetched = new ArrayDeque<>();

    /** Each a {@code Record} or, with the bytes of key and value, a {@link LogRecord}. */
    private final ArrayDeque<Object> handedOver = new ArrayDeque<>();

    private Read current = Read.NOTHING;
    private int next;
    private int waiting;
    private long waitingBytes;
    private long fetchedTo;
    private long committable;
    private long partitionTime = UNKNOWN;
    private long idleSinceMs = UNKNOWN;

    private @Nullable Record<Object, Object> head;

    /** The head's bytes; null when it has none. */
    private @Nullable LogRecord headBytes;

    PartitionQueue(TopicPartition partition, RecordDecoder decoder, DecodingErrors errors, long position) {
        this.partition = partition;
        this.decoder = decoder;
        this.errors = errors;
        this.fetchedTo = position;
        this.committable = position;
    }

    /** Which partition this is. */
    public TopicPartition partition() {
        return partition;
    }

    /** Adds what was read. */
    void add(Fetched batch) {
        fetchedTo = batch.nextOffset();
        if (!batch.records().isEmpty()) {
            Read read = Read.of(batch.records());
            fetched.add(read);
            waiting += batch.records().size();
            waitingBytes += read.bytes;
        }
        if (head == null) {
            advance();
        }
    }

    /** Adds a record of a task of the same worker, as it is. */
    public void handOver(Record<Object, Object> record) {
        take(record);
    }

    /** Adds a record of a task of the same worker, as bytes. */
    public void handOver(LogRecord record) {
        take(record);
    }

    private void take(Object record) {
        handedOver.add(record);
        waiting++;
        if (head == null) {
            advance();
        }
    }

    /** Whether records that were handed over wait. */
    public boolean hasHandedOver() {
        return !handedOver.isEmpty() || isHeadHandedOver();
    }

    private boolean isHeadHandedOver() {
        return head != null && (headBytes == null || headBytes.offset() == Handover.NO_OFFSET);
    }

    /** Everything before this offset has been read, though not taken. */
    long fetchedTo() {
        return fetchedTo;
    }

    /** How many records wait. */
    public int size() {
        return waiting;
    }

    /** Bytes of keys and values in the reads that have not been taken to their ends. */
    long sizeBytes() {
        return waitingBytes;
    }

    boolean isEmpty() {
        return head == null;
    }

    /** The event time of the head. Only when there is one. */
    public long headTimestamp() {
        return head().timestamp();
    }

    /** The head. Only when there is one. */
    public Record<Object, Object> head() {
        Record<Object, Object> record = head;
        if (record == null) {
            throw new IllegalStateException("no record waits in " + partition);
        }
        return record;
    }

    /** The head as it was read; null when it was handed over as it is. */
    public @Nullable LogRecord headBytes() {
        return headBytes;
    }

    /** Goes on to the next record. */
    public void removeHead() {
        waiting--;
        partitionTime = Math.max(partitionTime, headTimestamp());
        if (!isHeadHandedOver()) {
            committable++;
        }
        advance();
    }

    /** The highest event time of records that were taken; -1 at the beginning. */
    public long partitionTime() {
        return partitionTime;
    }

    /** Sets the partition time to what was committed. */
    void partitionTime(long committed) {
        partitionTime = committed;
    }

    /** Everything before this offset has been taken. */
    public long position() {
        return committable;
    }

    /** Something waits here or is still to be read. */
    void notIdle() {
        idleSinceMs = UNKNOWN;
    }

    /** For how long there has been nothing; asked while there is nothing. */
    long idleMs(long nowMs) {
        if (idleSinceMs == UNKNOWN || nowMs < idleSinceMs) {
            idleSinceMs = nowMs;
        }
        return nowMs - idleSinceMs;
    }

    private void advance() {
        head = null;
        headBytes = null;
        for (Object next = nextWaiting(); next != null; next = nextWaiting()) {
            if (next instanceof LogRecord bytes) {
                head = decoded(bytes);
                headBytes = bytes;
            } else {
                head = asRecord(next);
            }
            if (head != null) {
                return;
            }
            waiting--;
        }
        committable = fetchedTo;
    }

    private @Nullable Object nextWaiting() {
        Object handed = handedOver.poll();
        if (handed != null) {
            return handed;
        }
        LogRecord read = nextRead();
        if (read != null) {
            committable = read.offset();
        }
        return read;
    }

    @SuppressWarnings("unchecked") // the only other thing that is handed over
    private static Record<Object, Object> asRecord(Object handed) {
        return (Record<Object, Object>) handed;
    }

    private @Nullable LogRecord nextRead() {
        while (next == current.records.size()) {
            waitingBytes -= current.bytes;
            next = 0;
            Read more = fetched.poll();
            if (more == null) {
                current = Read.NOTHING;
                return null;
            }
            current = more;
        }
        return current.records.get(next++);
    }

    /** Null when it is passed over. */
    private @Nullable Record<Object, Object> decoded(LogRecord record) {
        try {
            decoder.decode(record);
        } catch (RuntimeException e) {
            if (errors.skipUndecodable(decoder.asRawConsumerRecord(record), e)) {
                errors.dropped(decoder.asRawConsumerRecord(record), "it cannot be deserialized");
                return null;
            }
            throw e;
        }
        if (decoder.extractTimestamp(record, partitionTime) < 0) {
            errors.dropped(decoder.asRawConsumerRecord(record), "its timestamp is negative");
            return null;
        }
        return decoder.record();
    }

    /** What came in one piece. */
    private record Read(List<LogRecord> records, long bytes) {

        private static final Read NOTHING = new Read(List.of(), 0);

        private static Read of(List<LogRecord> records) {
            long bytes = 0;
            for (LogRecord record : records) {
                bytes += (long) sizeOf(record.key()) + sizeOf(record.value());
            }
            return new Read(records, bytes);
        }

        private static int sizeOf(byte @Nullable [] field) {
            return field == null ? 0 : field.length;
        }
    }
}
