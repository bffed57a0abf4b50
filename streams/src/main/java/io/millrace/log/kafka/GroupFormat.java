package io.millrace.log.kafka;

import io.millrace.log.LogException;
import io.millrace.streams.processor.TaskId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What members tell each other through the group protocol. Both messages begin with a version: one byte, 1.
 *
 * <ul>
 *   <li>A member says its name: UTF.
 *   <li>The leader says a member's tasks: their number as int, then for each its id as UTF, the number of its
 *       partitions as int, and each of these as topic (UTF) and number (int).
 * </ul>
 *
 * <p>UTF is that of {@link DataOutputStream#writeUTF}. Stateless.
 */
final class GroupFormat {

    static final Comparator<TopicPartition> BY_TOPIC_AND_NUMBER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private static final byte VERSION = 1;

    private GroupFormat() {}

    static ByteBuffer ofMember(String name) {
        return write(out -> out.writeUTF(name));
    }

    static String member(@Nullable ByteBuffer bytes) {
        return read(bytes, in -> in.readUTF());
    }

    static ByteBuffer ofTasks(SortedMap<TaskId, SortedSet<TopicPartition>> tasks) {
        return write(out -> {
            out.writeInt(tasks.size());
            for (Map.Entry<TaskId, SortedSet<TopicPartition>> task : tasks.entrySet()) {
                out.writeUTF(task.getKey().toString());
                out.writeInt(task.getValue().size());
                for (TopicPartition partition : task.getValue()) {
                    out.writeUTF(partition.topic());
                    out.writeInt(partition.partition());
                }
            }
        });
    }

    static SortedMap<TaskId, SortedSet<TopicPartition>> tasks(@Nullable ByteBuffer bytes) {
        return read(bytes, in -> {
            SortedMap<TaskId, SortedSet<TopicPartition>> tasks = new TreeMap<>();
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                SortedSet<TopicPartition> partitions = new TreeSet<>(BY_TOPIC_AND_NUMBER);
                tasks.put(TaskId.parse(in.readUTF()), partitions);
                int reads = in.readInt();
                for (int j = 0; j < reads; j++) {
                    partitions.add(new TopicPartition(in.readUTF(), in.readInt()));
                }
            }
            return tasks;
        });
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    private static ByteBuffer write(Writing body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(VERSION);
            body.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array does not fail
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    private static <T> T read(@Nullable ByteBuffer from, Reading<T> body) {
        byte[] bytes = new byte[from == null ? 0 : from.remaining()];
        if (from != null) {
            from.duplicate().get(bytes);
        }
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            byte version = in.readByte();
            if (version != VERSION) {
                throw new LogException(
                        "a member of the group speaks version " + version + " of our protocol (expected: " + VERSION
                                + "; update all instances to the same version of Millrace)");
            }
            return body.from(in);
        } catch (IOException e) {
            throw new LogException(
                    "a member of the group sent " + bytes.length
                            + " bytes that are no message of ours (expected: only Millrace in the group; is its name,"
                            + " the application.id, used by somebody else?)",
                    e);
        }
    }
}
