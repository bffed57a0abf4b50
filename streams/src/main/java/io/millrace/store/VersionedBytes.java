package io.millrace.store;

import io.millrace.base.BigEndian;
import io.millrace.streams.KeyValue;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.VersionedBytesStore;
import io.millrace.streams.state.VersionedRecord;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** A versioned store of ours in the form in which its supplier hands it to users. Builders take it out again. */
final class VersionedBytes implements VersionedBytesStore {

    private final TypedVersionedStore<Bytes, byte[]> store;

    VersionedBytes(TypedVersionedStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public long put(Bytes key, byte @Nullable [] value, long timestamp) {
        return store.put(key, value, timestamp);
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return stamped(store.get(key));
    }

    @Override
    public byte @Nullable [] get(Bytes key, long asOfTimestamp) {
        return stamped(store.get(key, asOfTimestamp));
    }

    @Override
    public byte @Nullable [] delete(Bytes key, long timestamp) {
        return stamped(store.delete(key, timestamp));
    }

    private static byte @Nullable [] stamped(@Nullable VersionedRecord<byte[]> version) {
        if (version == null) {
            return null;
        }
        byte[] value = version.value();
        byte[] stamped = new byte[ValueForm.TIMESTAMP_BYTES + value.length];
        BigEndian.putLong(stamped, 0, version.timestamp());
        System.arraycopy(value, 0, stamped, ValueForm.TIMESTAMP_BYTES, value.length);
        return stamped;
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        throw withoutTime("put(key, value)", "put(key, value, timestamp)");
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte @Nullable [] value) {
        throw withoutTime("putIfAbsent", "put(key, value, timestamp)");
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        throw withoutTime("putAll", "put(key, value, timestamp) for each entry");
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        throw withoutTime("delete(key)", "delete(key, timestamp)");
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        throw withoutTime("range", "get(key)");
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        throw withoutTime("all", "get(key)");
    }

    @Override
    public long approximateNumEntries() {
        throw withoutTime("approximateNumEntries", "a count of your own");
    }

    private UnsupportedOperationException withoutTime(String method, String instead) {
        return new UnsupportedOperationException(
                "versioned store " + name() + " has no " + method + " (expected: " + instead + ")");
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        store.init(context, root);
    }

    @Override
    public void commit(Map<TopicPartition, @Nullable Long> changelogOffsets) {
        store.commit(changelogOffsets);
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public boolean persistent() {
        return store.persistent();
    }

    @Override
    public boolean isOpen() {
        return store.isOpen();
    }
}
