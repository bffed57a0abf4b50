package io.millrace.log.kafka;

import io.millrace.log.LogException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** From a message's fields to the bytes that the group protocol carries, and back. Stateless. */
final class MessageBytes {

    private MessageBytes() {}

    interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    static ByteBuffer write(Writing fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            fields.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array does not fail
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    static <T> T read(@Nullable ByteBuffer from, Reading<T> fields) {
        byte[] bytes = new byte[from == null ? 0 : from.remaining()];
        if (from != null) {
            from.duplicate().get(bytes);
        }
        try {
            return fields.from(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException | IllegalArgumentException e) {
            throw new LogException(
                    "a member of the group sent " + bytes.length
                            + " bytes that are no message of its protocol (expected: only Millrace or Kafka Streams in"
                            + " the group; is its name, the application.id, used by somebody else?)",
                    e);
        }
    }
}
