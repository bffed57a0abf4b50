package io.millrace.store;

import io.millrace.streams.processor.RecordContext;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A change of a table that waits to go on, as bytes. The form is version 3 of Kafka Streams' changelogs of suppressed
 * tables:
 *
 * <pre>
 *   the context ({@link ContextBytes}); prior value; old value; new value; time by which it waits, 8 bytes
 * </pre>
 *
 * <p>A value stands behind its length in 4 bytes, -1 for none; an old value that equals the prior one is a length of
 * -2. Immutable.
 *
 * @param timeMs by this time it waits
 * @param prior the value that those behind last saw
 * @param old the value that the newest one replaced
 * @param newest the value to go on; null for a deletion
 * @param context of the newest record
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and nobody changes the arrays
public record WaitingChange(
        long timeMs, byte @Nullable [] prior, byte @Nullable [] old, byte @Nullable [] newest, RecordContext context) {

    private static final int SAME_AS_PRIOR = -2;

    private boolean oldIsPrior() {
        return old != null && Arrays.equals(old, prior);
    }

    /** What it counts for against the limit of a suppressed table; the rule is that of Kafka Streams. */
    long countedBytes() {
        return Long.BYTES
                + length(prior)
                + (oldIsPrior() ? 0 : length(old))
                + length(newest)
                + ContextBytes.countedBytes(context);
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** The bytes. */
    public byte[] bytes() {
        boolean isSame = oldIsPrior();
        ByteBuffer bytes = ByteBuffer.allocate(ContextBytes.length(context)
                + 3 * Integer.BYTES
                + length(prior)
                + (isSame ? 0 : length(old))
                + length(newest)
                + Long.BYTES);
        ContextBytes.write(context, bytes);
        ContextBytes.put(bytes, prior);
        if (isSame) {
            bytes.putInt(SAME_AS_PRIOR);
        } else {
            ContextBytes.put(bytes, old);
        }
        ContextBytes.put(bytes, newest);
        return bytes.putLong(timeMs).array();
    }

    /** What {@link #bytes} made. */
    public static WaitingChange of(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        RecordContext context = ContextBytes.read(from);
        byte[] prior = ContextBytes.take(from);
        int oldLength = from.getInt();
        byte[] old = oldLength == SAME_AS_PRIOR ? prior : ContextBytes.take(from, oldLength);
        byte[] newest = ContextBytes.take(from);
        return new WaitingChange(from.getLong(), prior, old, newest, context);
    }
}
