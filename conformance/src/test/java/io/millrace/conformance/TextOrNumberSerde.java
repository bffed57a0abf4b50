package io.millrace.conformance;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The default serde of values in generated programs, which mix texts and numbers (of {@code count}): a text is its
 * UTF-8 bytes, a number its digits after {@code #}.
 */
public final class TextOrNumberSerde implements Serde<Object> {

    private static final String NUMBER = "#";

    @Override
    public Serializer<Object> serializer() {
        return (topic, value) -> bytes(value);
    }

    @Override
    public Deserializer<Object> deserializer() {
        return (topic, bytes) -> value(bytes);
    }

    private static byte @Nullable [] bytes(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        String text = value instanceof Long number ? NUMBER + number : (String) value;
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Object value(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.startsWith(NUMBER)) {
            return Long.valueOf(text.substring(NUMBER.length()));
        }
        return text;
    }
}
