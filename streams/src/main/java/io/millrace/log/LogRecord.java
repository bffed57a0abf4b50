package io.millrace.log;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record as the log holds it. Immutable by agreement: nobody changes the arrays. */
public final class LogRecord {

    private final long offset;
    private final long timestamp;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final List<Header> headers;

    /**
     * @param offset its place in the partition
     * @param timestamp milliseconds since the epoch, as the producer set it
     * @param headers in order; a shared empty list when there are none
     */
    public LogRecord(
            long offset, long timestamp, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        this.offset = offset;
        this.timestamp = timestamp;
        this.key = key;
        this.value = value;
        this.headers = headers;
    }

    /** Its place in the partition. */
    public long offset() {
        return offset;
    }

    /** Milliseconds since the epoch, as the producer set it. */
    public long timestamp() {
        return timestamp;
    }

    /** The key's bytes, null when it has none. */
    public byte @Nullable [] key() {
        return key;
    }

    /** The value's bytes, null when it has none. */
    public byte @Nullable [] value() {
        return value;
    }

    /** The headers, in order. */
    public List<Header> headers() {
        return headers;
    }
}
