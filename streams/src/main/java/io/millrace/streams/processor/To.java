package io.millrace.streams.processor;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link ProcessorContext#forward(Object, Object, To) forwarded} record goes, and its timestamp. Mutable.
 *
 * @see io.millrace.streams.processor.api.ProcessorContext#forward(io.millrace.streams.processor.api.Record, String)
 */
public class To {

    private static final long SAME_TIMESTAMP = -1;

    /** The only step that gets the record; {@code null} for all children. */
    protected @Nullable String childName;

    /** The timestamp in milliseconds since the epoch; -1 for that of the record that is being processed. */
    protected long timestamp;

    private To(@Nullable String childName, long timestamp) {
        this.childName = childName;
        this.timestamp = timestamp;
    }

    /**
     * Copies another object.
     *
     * @param to what to copy
     */
    protected To(To to) {
        this(to.childName, to.timestamp);
    }

    /**
     * Takes over what another object says.
     *
     * @param to what to take over
     */
    protected void update(To to) {
        childName = to.childName;
        timestamp = to.timestamp;
    }

    /**
     * To one child.
     *
     * @param childName the name of the step
     * @return a new object
     */
    public static To child(String childName) {
        return new To(childName, SAME_TIMESTAMP);
    }

    /**
     * To all children.
     *
     * @return a new object
     */
    public static To all() {
        return new To(null, SAME_TIMESTAMP);
    }

    /**
     * Sets the timestamp.
     *
     * @param timestamp in milliseconds since the epoch
     * @return this object
     */
    public To withTimestamp(long timestamp) {
        this.timestamp = timestamp;
        return this;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o != null
                && o.getClass() == getClass()
                && timestamp == ((To) o).timestamp
                && Objects.equals(childName, ((To) o).childName);
    }

    /**
     * Not to be used: the object is mutable.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public int hashCode() {
        throw new UnsupportedOperationException(
                "To is mutable, so it has no hash code (use it outside of hash tables)");
    }

    @Override
    public String toString() {
        return "To{childName='" + childName + "', timestamp=" + timestamp + "}";
    }
}
