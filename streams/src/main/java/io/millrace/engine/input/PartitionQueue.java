package io.millrace.engine.input;

import io.millrace.log.Fetched;
import io.millrace.log.LogRecord;
import java.util.ArrayDeque;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The records of one partition that wait for a task. The head is decoded, the rest is bytes. Owned by the task's
 * worker.
 *
 * <p>Records that cannot be decoded, or whose timestamp is negative, are passed over when they come up; the position
 * moves past them, so they are not read again.
 */
public final class PartitionQueue {

    private static final long UNKNOWN = -1;

    private final TopicPartition partition;
    private final RecordDecoder decoder;
    private final DecodingErrors errors;
    private final ArrayDeque<Read> fetched = new ArrayDeque<>();

    private Read current = Read.NOTHING;
    private int next;
    private int waiting;
    private long waitingBytes;
    private long fetchedTo;
    private long committable;
    private long partitionTime = UNKNOWN;
    private long idleSinceMs = UNKNOWN;

    private @Nullable LogRecord head;

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
        return decoder.timestamp();
    }

    /** The head's key. */
    public @Nullable Object headKey() {
        return decoder.key();
    }

    /** The head's value. */
    public @Nullable Object headValue() {
        return decoder.value();
    }

    /** The head's headers; not to be changed. */
    public Headers headHeaders() {
        return decoder.headers();
    }

    /** The head as it was read. */
    public LogRecord head() {
        LogRecord record = head;
        if (record == null) {
            throw new IllegalStateException("no record waits in " + partition);
        }
        return record;
    }

    /** Goes on to the next record. */
    public void removeHead() {
        waiting--;
        partitionTime = Math.max(partitionTime, decoder.timestamp());
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
        for (LogRecord record = nextRaw(); record != null; record = nextRaw()) {
            committable = record.offset();
            if (decodes(record)) {
                head = record;
                return;
            }
            waiting--;
        }
        committable = fetchedTo;
    }

    private @Nullable LogRecord nextRaw() {
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

    private boolean decodes(LogRecord record) {
        try {
            decoder.decode(record);
        } catch (RuntimeException e) {
            if (errors.skipUndecodable(decoder.asRawConsumerRecord(record), e)) {
                errors.dropped(decoder.asRawConsumerRecord(record), "it cannot be deserialized");
                return false;
            }
            throw e;
        }
        if (decoder.extractTimestamp(record, partitionTime) < 0) {
            errors.dropped(decoder.asRawConsumerRecord(record), "its timestamp is negative");
            return false;
        }
        return true;
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
