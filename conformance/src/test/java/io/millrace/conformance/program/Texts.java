package io.millrace.conformance.program;

import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.state.AggregationWithHeaders;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.ValueTimestampHeaders;
import io.millrace.streams.test.TestRecord;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** How what was seen is written down: the same words for both libraries, nothing lost. */
final class Texts {

    /** What the engine keeps in a store of its own, in an object of its own. */
    private static final String HIDDEN = "(the engine's own)";

    private Texts() {}

    static String record(TestRecord<byte[], byte[]> record) {
        return bytes(record.key()) + " -> " + bytes(record.value()) + " @" + record.timestamp()
                + headers(record.headers());
    }

    private static String headers(Headers all) {
        List<String> headers = new ArrayList<>();
        for (Header header : all) {
            headers.add(header.key() + "=" + bytes(header.value()));
        }
        return headers.isEmpty() ? "" : " " + headers;
    }

    /** Readable bytes as text in quotes, others as hexadecimal digits. */
    private static String bytes(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "null";
        }
        for (byte b : bytes) {
            if (b < ' ' || b == '"') {
                return "0x" + HexFormat.of().formatHex(bytes);
            }
        }
        return '"' + new String(bytes, StandardCharsets.US_ASCII) + '"';
    }

    /** A key or value of a store. */
    static String object(@Nullable Object object) {
        if (object instanceof byte[] bytes) {
            return bytes(bytes);
        } else if (object instanceof ValueAndTimestamp<?> stamped) {
            String value = object(stamped.value());
            return value.equals(HIDDEN) ? value : value + " @" + stamped.timestamp();
        } else if (object instanceof ValueTimestampHeaders<?> all) {
            // Stores of joins: the original's have room for a time, which is not always set.
            return object(all.value());
        } else if (object instanceof AggregationWithHeaders<?> session) {
            return object(session.aggregation()) + headers(session.headers());
        } else if (object instanceof Windowed<?> windowed) {
            return object(windowed.key()) + " [" + windowed.window().start() + ","
                    + windowed.window().end() + ")";
        }
        return object == null || object.getClass().getName().startsWith("java.") ? String.valueOf(object) : HIDDEN;
    }

    /** The class of an exception that a program can catch, by a name that both libraries have. */
    static String className(Throwable thrown) {
        Class<?> type = thrown.getClass();
        while (!Modifier.isPublic(type.getModifiers())
                || type.getName().contains(".internals.")
                || type.getName().startsWith("io.millrace.engine.")) {
            type = type.getSuperclass();
        }
        return type.getName().replaceFirst("^(io\\.millrace|org\\.apache\\.kafka)\\.streams\\.", "streams.");
    }

    /** A description without the made-up parts of lambdas' names. */
    static List<String> description(Object description) {
        return description
                .toString()
                .replaceAll("\\$\\$Lambda[^)\\s]*", "\\$\\$Lambda")
                .lines()
                .toList();
    }
}
