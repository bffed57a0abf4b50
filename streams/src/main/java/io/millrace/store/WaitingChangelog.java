package io.millrace.store;

import io.millrace.streams.errors.ProcessorStateException;
import io.millrace.streams.processor.RecordContext;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the changelog records of suppressed tables that any version of Kafka Streams wrote. The header {@code v} says
 * which form the value has; records without it are the oldest:
 *
 * <pre>
 *   none    time; old value; new value. The context is that of the changelog record.
 *   1       time; context; length of what follows; old value; new value
 *   2       context; length of the next two; old value; new value; prior value; time. But 2.4.0, 2.4.1 and 2.5.0
 *           wrote form 3 under this number, so what does not fit is read as form 3.
 *   3       as {@link WaitingChange}; written here
 * </pre>
 *
 * <p>The first two do not have the prior value: it is that of the change which waits already, or else the old one.
 * Stateless.
 */
final class WaitingChangelog {

    private static final String VERSION = "v";

    /** What is written with a change; a record without a value has no header. */
    static final List<Header> HEADERS = List.of(new RecordHeader(VERSION, new byte[] {3}));

    private WaitingChangelog() {}

    /**
     * What a record says.
     *
     * @param value its value
     * @param source the context of the changelog record itself
     * @param waiting what waits under the same key before it; null for nothing
     */
    static WaitingChange read(byte[] value, RecordContext source, @Nullable WaitingChange waiting) {
        Header version = source.headers().lastHeader(VERSION);
        try {
            return read(version == null ? 0 : code(version), value, source, waiting);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new ProcessorStateException(
                    "the record at " + source.topic() + "-" + source.partition() + " offset " + source.offset()
                            + " is not of a suppressed table (expected: a form that Kafka Streams or Millrace wrote)",
                    e);
        }
    }

    private static int code(Header version) {
        byte[] value = version.value();
        if (value == null || value.length != 1 || value[0] < 1 || value[0] > 3) {
            throw new IllegalArgumentException("header " + VERSION + " (expected: 1, 2 or 3 in one byte)");
        }
        return value[0];
    }

    private static WaitingChange read(
            int version, byte[] value, RecordContext source, @Nullable WaitingChange waiting) {
        ByteBuffer from = ByteBuffer.wrap(value);
        return switch (version) {
            case 0 -> {
                RecordContext own = new ContextBytes.Kept(
                        source.topic(), source.partition(), source.offset(), source.timestamp(), source.headers());
                yield withoutPrior(from.getLong(), own, from, waiting);
            }
            case 1 -> {
                long timeMs = from.getLong();
                RecordContext context = ContextBytes.read(from);
                yield withoutPrior(timeMs, context, lengthed(from), waiting);
            }
            case 2 -> second(value);
            default -> WaitingChange.of(value);
        };
    }

    private static WaitingChange withoutPrior(
            long timeMs, RecordContext context, ByteBuffer from, @Nullable WaitingChange waiting) {
        byte[] old = ContextBytes.take(from);
        byte[] newest = ContextBytes.take(from);
        byte[] known = waiting == null ? null : waiting.prior();
        return new WaitingChange(timeMs, known == null ? old : known, old, newest, context);
    }

    private static WaitingChange second(byte[] value) {
        try {
            ByteBuffer from = ByteBuffer.wrap(value);
            RecordContext context = ContextBytes.read(from);
            ByteBuffer change = lengthed(from);
            byte[] old = ContextBytes.take(change);
            byte[] newest = ContextBytes.take(change);
            byte[] prior = ContextBytes.take(from);
            return new WaitingChange(from.getLong(), prior, old, newest, context);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return WaitingChange.of(value);
        }
    }

    private static ByteBuffer lengthed(ByteBuffer from) {
        byte[] part = ContextBytes.take(from);
        if (part == null) {
            throw new IllegalArgumentException("length: -1 (expected: 0 or more)");
        }
        return ByteBuffer.wrap(part);
    }
}
