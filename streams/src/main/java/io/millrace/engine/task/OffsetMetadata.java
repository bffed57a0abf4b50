package io.millrace.engine.task;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The text that is committed beside an offset: Base64 of the version, the partition time, and (version 2) room for what
 * processors keep. The same bytes as Kafka Streams writes, so that stream time survives a change of engine.
 */
final class OffsetMetadata {

    /** No record has been taken yet. */
    static final long UNKNOWN_TIME = -1;

    private static final Logger LOG = LoggerFactory.getLogger(OffsetMetadata.class);
    private static final byte VERSION = 2;
    private static final int SIZE_BYTES = Byte.BYTES + Long.BYTES;

    private OffsetMetadata() {}

    static String encode(long partitionTime) {
        byte[] bytes = ByteBuffer.allocate(SIZE_BYTES)
                .put(VERSION)
                .putLong(partitionTime)
                .array();
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The partition time; unknown, with a warning, when the text is not one of ours. */
    static long decode(String text) {
        if (text.isEmpty()) {
            return UNKNOWN_TIME;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
            int version = bytes.get();
            if (version == 1 || version == VERSION) {
                return bytes.getLong();
            }
            LOG.warn("Committed offset metadata has version {} (expected: 1 or 2); stream time starts anew", version);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            LOG.warn("Committed offset metadata cannot be read ({}); stream time starts anew", e.toString());
        }
        return UNKNOWN_TIME;
    }
}
