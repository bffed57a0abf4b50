package io.millrace.store;

import io.millrace.base.BigEndian;
import io.millrace.store.StoreSpec.ValueLayout;
import io.millrace.streams.processor.RecordContext;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of the byte store is in the changelog, and back: the one place that knows both. Kafka Streams reads and
 * writes the same topics, so the form of the changelog is given, while that of the byte store is ours. Immutable.
 *
 * <table>
 * <caption>Forms</caption>
 * <tr><th></th><th>byte store</th><th>changelog</th></tr>
 * <tr><td>key</td><td>the key</td><td>the same</td></tr>
 * <tr><td>key of a window</td><td>segment ‖ key ‖ start ‖ sequence</td><td>key ‖ start ‖ sequence</td></tr>
 * <tr><td>key of a session</td><td>segment ‖ key ‖ end ‖ start</td><td>key ‖ end ‖ start</td></tr>
 * <tr><td>value</td><td>the value</td><td>the value, at the time of the record that set it</td></tr>
 * <tr><td>value with timestamp</td><td>timestamp ‖ value</td><td>the value, at its timestamp</td></tr>
 * <tr><td>value with headers</td><td>headers ‖ timestamp ‖ value</td><td>the value, at its timestamp, with its
 *     headers</td></tr>
 * <tr><td>session with headers</td><td>headers ‖ value</td><td>the value, at the time of the record that set it, with
 *     its headers</td></tr>
 * </table>
 *
 * A key that was removed is a record without a value, at the time of the record that removed it, and, of a store with
 * headers, with that record's headers. Where a store's spec says so, records have the headers of the record that made
 * the change, which are not kept in the byte store.
 */
final class ChangelogForm {

    private static final List<Header> NO_HEADERS = List.of();

    private final ValueLayout values;
    private final @Nullable WindowKeys windowKeys;
    private final boolean logsHeaders;

    private ChangelogForm(StoreSpec spec, @Nullable WindowKeys windowKeys) {
        this.values = spec.values();
        this.windowKeys = windowKeys;
        this.logsHeaders = spec.logsHeaders();
    }

    static ChangelogForm of(StoreSpec spec) {
        WindowKeys windowKeys = WindowKeys.of(spec.keys());
        if (windowKeys != null) {
            return new ChangelogForm(spec, windowKeys);
        }
        if (spec.keys() instanceof KeyLayout.Plain || spec.keys() instanceof KeyLayout.Bounded) {
            return new ChangelogForm(spec, null);
        }
        throw new IllegalArgumentException("store " + spec.name() + ": entries of layout " + spec.keys()
                + " are not records of a changelog (expected: a key-value, window or session store)");
    }

    /**
     * Logs an entry.
     *
     * @param key the entry's key in the byte store
     * @param value its value there; null when it was removed
     * @param context the record that was processed when the entry was last changed
     */
    void log(ChangelogWriter to, byte[] key, byte @Nullable [] value, RecordContext context) {
        Iterable<Header> headers = logsHeaders ? context.headers() : NO_HEADERS;
        byte[] logged = windowKeys == null ? key : WindowKeys.changelogKey(key);
        switch (values) {
            case PLAIN -> to.append(logged, value, context.timestamp(), headers);
            case TIMESTAMPED -> {
                long timestamp = value == null ? context.timestamp() : BigEndian.getLong(value, 0);
                to.append(logged, UnknownTimestamp.dropped(value), timestamp, headers);
            }
            case HEADERS -> {
                if (value != null) {
                    to.append(
                            logged, HeaderBytes.value(value), HeaderBytes.timestamp(value), HeaderBytes.headers(value));
                } else {
                    to.append(logged, null, context.timestamp(), context.headers());
                }
            }
            case UNTIMED_HEADERS -> {
                byte[] plain = value == null ? null : HeaderBytes.withoutHeaders(value);
                Iterable<Header> kept = value == null ? context.headers() : HeaderBytes.headers(value);
                to.append(logged, plain, context.timestamp(), kept);
            }
        }
    }

    /** The key in the byte store of a key in the changelog. */
    byte[] storeKey(byte[] changelogKey) {
        return windowKeys == null ? changelogKey : windowKeys.ofChangelogKey(changelogKey);
    }

    /** The value in the byte store of a record of the changelog; null when it says that the key is gone. */
    byte @Nullable [] storeValue(byte @Nullable [] logged, long timestamp, Iterable<Header> headers) {
        return switch (values) {
            case PLAIN -> logged;
            case TIMESTAMPED -> logged == null ? null : stamped(logged, timestamp);
            case HEADERS -> logged == null ? null : HeaderBytes.write(headers, timestamp, logged);
            case UNTIMED_HEADERS -> logged == null ? null : HeaderBytes.write(headers, logged);
        };
    }

    private static byte[] stamped(byte[] value, long timestamp) {
        byte[] stamped = new byte[ValueForm.TIMESTAMP_BYTES + value.length];
        BigEndian.putLong(stamped, 0, timestamp);
        System.arraycopy(value, 0, stamped, ValueForm.TIMESTAMP_BYTES, value.length);
        return stamped;
    }
}
