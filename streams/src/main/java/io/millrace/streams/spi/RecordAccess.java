package io.millrace.streams.spi;

import io.millrace.streams.processor.api.FixedKeyRecord;
import io.millrace.streams.processor.api.Record;
import java.lang.invoke.MethodHandles;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How {@link Records} reaches constructors that {@code processor.api} keeps to itself: the one subclass lives there and
 * registers itself when {@link Record} is loaded. Only {@link Records} calls the methods; what they do is described
 * there.
 *
 * <p>Written once, during class loading, and read-only from then on; safe from any thread.
 */
public abstract class RecordAccess {

    private static volatile @Nullable RecordAccess registered;

    /** For the one subclass. */
    protected RecordAccess() {}

    /**
     * Takes the access; called by the static initializer of {@link Record} only.
     *
     * @param access the access
     * @throws IllegalStateException when there is one already
     */
    public static synchronized void register(RecordAccess access) {
        if (registered != null) {
            throw new IllegalStateException(
                    "access to records was registered twice (expected: once, by Record itself)");
        }
        registered = access;
    }

    /** Loads {@link Record} if that has not happened yet, and returns what it registered. */
    static RecordAccess registered() {
        try {
            MethodHandles.lookup().ensureInitialized(Record.class);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError("Record is public and must be accessible", impossible);
        }
        RecordAccess access = registered;
        if (access == null) {
            throw new AssertionError("Record did not register its access when it was loaded");
        }
        return access;
    }

    /** See {@link Records#of}. */
    protected abstract <K extends @Nullable Object, V extends @Nullable Object> Record<K, V> record(
            @Nullable K key, @Nullable V value, long timestamp, @Nullable Headers unchanging);

    /** See {@link Records#derive}. */
    protected abstract <K extends @Nullable Object, V extends @Nullable Object> Record<K, V> derived(
            Record<?, ?> source, @Nullable K key, @Nullable V value, long timestamp);

    /** See {@link Records#fixedKey}. */
    protected abstract <K extends @Nullable Object, V extends @Nullable Object> FixedKeyRecord<K, V> fixedKey(
            Record<K, V> source);

    /** See {@link Records#freeKey}. */
    protected abstract <K extends @Nullable Object, V extends @Nullable Object> Record<K, V> freeKey(
            FixedKeyRecord<K, V> source);

    /** See {@link Records#peekHeaders}. */
    protected abstract Headers peek(Record<?, ?> record);
}
