package io.millrace.store;

import io.millrace.streams.processor.RecordContext;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What an update that is held back keeps of the record that caused it: where it was read, its time, its headers; not
 * its bytes. Written over by the next update, so that no object is made per update. Owned by the worker.
 */
public abstract class HeldRecord implements RecordContext {

    private static final Headers NO_HEADERS = none();

    private @Nullable String topic;
    private int partition;
    private long offset;
    private long timestamp;
    private Headers headers = NO_HEADERS;

    HeldRecord() {}

    /**
     * Takes over a record. References that stay the same are not written again: an entry is an old object as a rule,
     * and then the garbage collector charges for each.
     *
     * @param current headers that nobody is going to change
     */
    public final void keep(@Nullable String from, int fromPartition, long at, long time, Headers current) {
        if (!Objects.equals(topic, from)) {
            topic = from;
        }
        if (headers != current) {
            headers = current;
        }
        partition = fromPartition;
        offset = at;
        timestamp = time;
    }

    /** Lets go of what is kept. */
    final void forgetRecord() {
        if (headers != NO_HEADERS) {
            headers = NO_HEADERS;
        }
    }

    @Override
    public final @Nullable String topic() {
        return topic;
    }

    @Override
    public final int partition() {
        return partition;
    }

    @Override
    public final long offset() {
        return offset;
    }

    @Override
    public final long timestamp() {
        return timestamp;
    }

    @Override
    public final Headers headers() {
        return headers;
    }

    @Override
    public final byte @Nullable [] sourceRawKey() {
        return null;
    }

    @Override
    public final byte @Nullable [] sourceRawValue() {
        return null;
    }

    private static Headers none() {
        RecordHeaders none = new RecordHeaders();
        none.setReadOnly();
        return none;
    }
}
