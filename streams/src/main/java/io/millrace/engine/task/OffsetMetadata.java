package io.millrace.engine.task;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is committed beside an offset, as Base64 of: the version, the partition time and, from version 2 on, the times
 * that processors keep: their number, then for each the length of its name, the name and the time. The same bytes as
 * Kafka Streams writes, so that time survives a change of engine. Immutable.
 *
 * @param partitionTime the highest event time of the partition
 * @param times what processors keep, by name; the same beside every offset of a task
 */
record OffsetMetadata(long partitionTime, Map<String, Long> times) {

    /** No record has been taken yet. */
    static final long UNKNOWN_TIME = -1;

    private static final OffsetMetadata UNKNOWN = new OffsetMetadata(UNKNOWN_TIME, Map.of());
    private static final Logger LOG = LoggerFactory.getLogger(OffsetMetadata.class);
    private static final byte VERSION = 2;
    private static final byte VERSION_WITHOUT_TIMES = 1;

    OffsetMetadata {
        times = Map.copyOf(times);
    }

    String encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(partitionTime);
            if (!times.isEmpty()) {
                out.writeInt(times.size());
                for (Map.Entry<String, Long> entry : new TreeMap<>(times).entrySet()) {
                    byte[] name = entry.getKey().getBytes(StandardCharsets.UTF_8);
                    out.writeInt(name.length);
                    out.write(name);
                    out.writeLong(entry.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** What a text says; nothing is known, with a warning, when it is not one of ours. */
    static OffsetMetadata decode(String text) {
        if (text.isEmpty()) {
            return UNKNOWN;
        }
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            int version = in.readByte();
            if (version == VERSION || version == VERSION_WITHOUT_TIMES) {
                long partitionTime = in.readLong();
                return new OffsetMetadata(partitionTime, version == VERSION ? times(in) : Map.of());
            }
            LOG.warn("Committed offset metadata has version {} (expected: 1 or 2); stream time starts anew", version);
        } catch (IllegalArgumentException | IOException e) {
            LOG.warn("Committed offset metadata cannot be read ({}); stream time starts anew", e.toString());
        }
        return UNKNOWN;
    }

    private static Map<String, Long> times(DataInputStream in) throws IOException {
        Map<String, Long> times = new TreeMap<>();
        int count = in.available() == 0 ? 0 : in.readInt();
        for (int i = 0; i < count; i++) {
            int length = in.readInt();
            if (length < 0 || length > in.available()) {
                throw new IOException("a name of " + length + " bytes");
            }
            String name = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            times.put(name, in.readLong());
        }
        return times;
    }
}
