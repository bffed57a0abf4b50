package io.millrace.engine.operator;

import io.millrace.base.BigEndian;
import io.millrace.store.WaitingChange;
import io.millrace.streams.KeyValue;
import io.millrace.streams.processor.RecordContext;
import io.millrace.streams.processor.api.ProcessorContext;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.Records;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.KeyValueStore;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;

/**
 * Records that wait until the time of the buffer has gone a grace period beyond theirs, in the order of their times.
 * The buffer's time is that of the latest record that was put into it.
 *
 * <p>Keys and values of the store are those of Kafka Streams' changelog: a zero, the time in 64 bits, the key, a number
 * in 32 bits that tells records of the same time and key apart; and a {@link WaitingChange} that has no prior and no
 * old value and waits by time 0.
 *
 * <p>Owned by the thread of the task.
 *
 * @param <K> key type
 * @param <V> value type
 */
final class JoinBuffer<K, V> {

    private static final int TIME_POSITION = 1;
    private static final int KEY_POSITION = TIME_POSITION + Long.BYTES;
    private static final int SEQUENCE_MASK = Integer.MAX_VALUE;
    private static final long EMPTY = Long.MAX_VALUE;

    private final KeyValueStore<Bytes, byte[]> store;
    private final CurrentContext current;
    private final Serde<K> keySerde;
    private final Serde<V> valueSerde;
    private final String topic;
    private final long graceMs;
    private long observedMs = -1;
    private long earliestMs = EMPTY;
    private int sequence;

    @SuppressWarnings("unchecked") // a user who names no serde promises that the default one fits
    JoinBuffer(JoinGrace<K, V> grace, ProcessorContext<?, ?> context) {
        this.store = context.getStateStore(grace.storeName());
        this.current = (CurrentContext) context;
        this.keySerde = grace.keySerde() != null ? grace.keySerde() : (Serde<K>) context.keySerde();
        this.valueSerde = grace.valueSerde() != null ? grace.valueSerde() : (Serde<V>) context.valueSerde();
        this.topic = grace.topic();
        this.graceMs = grace.graceMs();
        takeUp();
    }

    /** Finds out where the last run of the task ended. */
    private void takeUp() {
        try (KeyValueIterator<Bytes, byte[]> waiting = store.all()) {
            while (waiting.hasNext()) {
                byte[] key = waiting.next().key.get();
                long time = time(key);
                earliestMs = Math.min(earliestMs, time);
                observedMs = Math.max(observedMs, time);
                sequence = Math.max(sequence, BigEndian.getInt(key, key.length - Integer.BYTES));
            }
        }
    }

    /** Takes a record in; false when its time to wait is over already. */
    boolean put(Record<K, V> record) {
        long time = record.timestamp();
        if (time < observedMs - graceMs) {
            return false;
        }
        observedMs = Math.max(observedMs, time);
        earliestMs = Math.min(earliestMs, time);
        sequence = (sequence + 1) & SEQUENCE_MASK;
        Headers headers = record.headers();
        byte[] key = keySerde.serializer().serialize(topic, headers, record.key());
        byte[] value = valueSerde.serializer().serialize(topic, headers, record.value());
        store.put(
                Bytes.wrap(storeKey(time, key)),
                new WaitingChange(0, null, null, value, current.currentContext()).bytes());
        return true;
    }

    private byte[] storeKey(long time, byte[] key) {
        byte[] whole = new byte[KEY_POSITION + key.length + Integer.BYTES];
        BigEndian.putLong(whole, TIME_POSITION, time);
        System.arraycopy(key, 0, whole, KEY_POSITION, key.length);
        BigEndian.putInt(whole, KEY_POSITION + key.length, sequence);
        return whole;
    }

    /** Hands out the records whose time to wait is over, each within its own context. */
    void release(Consumer<Record<K, V>> to) {
        long lastMs = observedMs - graceMs;
        if (earliestMs > lastMs) {
            return;
        }
        try (KeyValueIterator<Bytes, byte[]> waiting = store.all()) {
            while (waiting.hasNext()) {
                KeyValue<Bytes, byte[]> next = waiting.next();
                earliestMs = time(next.key.get());
                if (earliestMs > lastMs) {
                    return;
                }
                release(next, to);
                store.delete(next.key);
            }
            earliestMs = EMPTY;
        }
    }

    private void release(KeyValue<Bytes, byte[]> waiting, Consumer<Record<K, V>> to) {
        WaitingChange change = WaitingChange.of(waiting.value);
        RecordContext context = change.context();
        byte[] bytes = waiting.key.get();
        byte[] key = Arrays.copyOfRange(bytes, KEY_POSITION, bytes.length - Integer.BYTES);
        Record<K, V> record = Records.of(
                keySerde.deserializer().deserialize(topic, context.headers(), key),
                valueSerde.deserializer().deserialize(topic, context.headers(), change.newest()),
                context.timestamp(),
                context.headers());
        RecordContext interrupted = current.interrupt(context);
        try {
            to.accept(record);
        } finally {
            current.resume(interrupted);
        }
    }

    private static long time(byte[] key) {
        return BigEndian.getLong(key, TIME_POSITION);
    }
}
