package io.millrace.engine.task;

import io.millrace.engine.input.Handover;
import io.millrace.log.LogRecord;
import io.millrace.store.HeldRecord;
import io.millrace.store.ImmutableTypes;
import io.millrace.streams.processor.RecordContext;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.processor.api.RecordMetadata;
import io.millrace.streams.spi.Records;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Which record a task is at: where it was read, and the record that the step at work was handed. Owned by the task's
 * worker; one per task, moved from record to record. What is to be kept is taken as a {@link #snapshot} or a
 * {@link #place}.
 */
final class CurrentRecord {

    private static final Record<Object, Object> NONE = Records.of(null, null, 0, null);

    private @Nullable String topic;
    private int partition = -1;
    private long offset = -1;
    private @Nullable LogRecord raw;

    /** What was read, where it was not read as bytes. */
    private @Nullable Record<Object, Object> handedOver;

    private Record<Object, Object> record = NONE;
    private @Nullable RecordContext snapshot;

    /**
     * A record of the input.
     *
     * @param bytes null when another task handed it over as it is
     */
    void input(TopicPartition source, Record<Object, Object> read, @Nullable LogRecord bytes) {
        topic = source.topic();
        partition = source.partition();
        offset = bytes == null ? Handover.NO_OFFSET : bytes.offset();
        raw = bytes;
        handedOver = bytes == null ? read : null;
        snapshot = null;
    }

    /** No record of the input: a punctuation or an initialisation at this time. */
    void none(long timestamp) {
        topic = null;
        partition = -1;
        offset = -1;
        raw = null;
        handedOver = null;
        enter(Records.of(null, null, Math.max(0, timestamp), null));
    }

    /** A record that was seen before, while what it left behind is forwarded. The context may change afterwards. */
    void replay(RecordContext context) {
        topic = context.topic();
        partition = context.partition();
        offset = context.offset();
        raw = context instanceof Snapshot kept ? kept.raw : null;
        handedOver = null;
        record = Records.of(null, null, Math.max(0, context.timestamp()), context.headers());
        // No record has a negative time, but what is remembered of one that is not there any more may: -1 for unknown.
        snapshot = context.timestamp() < 0
                ? new Snapshot(topic, partition, offset, context.timestamp(), keptHeaders(), null)
                : null;
    }

    /** Writes down what a snapshot would keep. */
    void keepIn(HeldRecord held) {
        held.keep(topic, partition, offset, record.timestamp(), keptHeaders());
    }

    /**
     * Goes over to another context within the processing of a record.
     *
     * @return what to {@link #replay} afterwards
     */
    RecordContext interrupt(RecordContext context) {
        RecordContext interrupted = withBytes();
        replay(context);
        return interrupted;
    }

    /** The headers of the record at hand, which may be added to. */
    Headers ownHeaders() {
        snapshot = null;
        return record.headers();
    }

    /**
     * A step is handed a record.
     *
     * @return the record before, to be {@linkplain #leave left to} afterwards
     */
    Record<Object, Object> enter(Record<Object, Object> next) {
        Record<Object, Object> before = record;
        record = next;
        snapshot = null;
        return before;
    }

    void leave(Record<Object, Object> before) {
        record = before;
        snapshot = null;
    }

    /** The record as it is now, immutable. */
    RecordContext snapshot() {
        RecordContext taken = snapshot;
        if (taken == null) {
            taken = new Snapshot(topic, partition, offset, record.timestamp(), keptHeaders(), null);
            snapshot = taken;
        }
        return taken;
    }

    /** Where the record was read, immutable: user code may keep it. */
    RecordMetadata place() {
        return new Place(topic, partition, offset);
    }

    /** A copy, since user code may go on to change the record's. */
    private Headers keptHeaders() {
        Headers headers = Records.peekHeaders(record);
        return headers.iterator().hasNext() ? new RecordHeaders(headers) : headers;
    }

    @Nullable
    String topic() {
        return topic;
    }

    int partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    long timestamp() {
        return record.timestamp();
    }

    Headers headers() {
        return Records.peekHeaders(record);
    }

    /** The record with its bytes, for handlers of errors. */
    RecordContext withBytes() {
        return new Snapshot(topic, partition, offset, record.timestamp(), headers(), raw == null ? asBytes() : raw);
    }

    private @Nullable LogRecord asBytes() {
        Record<Object, Object> read = handedOver;
        if (read == null || topic == null) {
            return null;
        }
        byte[] key = ImmutableTypes.bytes(topic, read.key());
        byte[] value = ImmutableTypes.bytes(topic, read.value());
        return new LogRecord(offset, read.timestamp(), key, value, List.of());
    }

    /** A record that was read but never became the current one. */
    static RecordContext undecoded(ConsumerRecord<byte[], byte[]> read) {
        LogRecord raw = new LogRecord(read.offset(), read.timestamp(), read.key(), read.value(), List.of());
        return new Snapshot(read.topic(), read.partition(), read.offset(), read.timestamp(), read.headers(), raw);
    }

    private record Place(@Nullable String topic, int partition, long offset) implements RecordMetadata {}

    /** What a snapshot keeps for long has no bytes, so that it does not hold on to what was read with it. */
    private record Snapshot(
            @Nullable String topic,
            int partition,
            long offset,
            long timestamp,
            Headers headers,
            @Nullable LogRecord raw)
            implements RecordContext {

        @Override
        public byte @Nullable [] sourceRawKey() {
            return raw == null ? null : raw.key();
        }

        @Override
        public byte @Nullable [] sourceRawValue() {
            return raw == null ? null : raw.value();
        }
    }
}
