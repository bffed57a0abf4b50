package io.millrace.log.kafka;

import io.millrace.log.LogException;
import io.millrace.streams.processor.TaskId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a member tells the group's leader when it joins; the bytes are those of Kafka Streams' own messages, versions
 * {@value MessageVersions#EARLIEST} to {@value MessageVersions#LATEST}, so that both can be members of one group.
 *
 * @param version which version the rest is written in
 * @param latest the latest version that the member could read
 * @param process the process that the member is a thread of
 * @param endpoint where the process is reached by others, {@code host:port}
 * @param offsetSums each task of which the member has state with the sum of its changelog offsets; {@link #AT_WORK} for
 *     those that it works on
 * @param unique differs from join to join, so that no join goes unnoticed
 * @param error a code out of {@link LeaderMessage}'s
 * @param tags the process's tags
 */
record MemberMessage(
        int version,
        int latest,
        UUID process,
        @Nullable String endpoint,
        SortedMap<TaskId, Long> offsetSums,
        byte unique,
        int error,
        SortedMap<String, String> tags) {

    /** The sum of a task that the member works on. */
    static final long AT_WORK = -2;

    private static final int UNIQUE_SINCE = 8;
    private static final int ERROR_SINCE = 9;
    private static final int TAGS_SINCE = 11;

    /** Whether the member speaks a version that we cannot read; then only the versions are known. */
    boolean isFromTheFuture() {
        return version > MessageVersions.LATEST;
    }

    ByteBuffer toBytes() {
        return MessageBytes.write(out -> {
            out.writeInt(version);
            out.writeInt(latest);
            out.writeLong(process.getMostSignificantBits());
            out.writeLong(process.getLeastSignificantBits());
            writeText(out, endpoint == null ? "" : endpoint);
            if (version >= MessageVersions.NAMED_TASKS_SINCE) {
                writeSums(out);
            } else {
                writeSumsBySubtopology(out);
            }
            if (version >= UNIQUE_SINCE) {
                out.writeByte(unique);
            }
            if (version >= ERROR_SINCE) {
                out.writeInt(error);
            }
            if (version >= TAGS_SINCE) {
                out.writeInt(tags.size());
                for (Map.Entry<String, String> tag : tags.entrySet()) {
                    writeText(out, tag.getKey());
                    writeText(out, tag.getValue());
                }
            }
        });
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private void writeSums(DataOutputStream out) throws IOException {
        out.writeInt(offsetSums.size());
        for (Map.Entry<TaskId, Long> sum : offsetSums.entrySet()) {
            out.writeInt(sum.getKey().subtopology());
            out.writeInt(sum.getKey().partition());
            out.writeLong(sum.getValue());
            out.writeShort(-1); // no named topology
        }
    }

    private void writeSumsBySubtopology(DataOutputStream out) throws IOException {
        SortedMap<Integer, SortedMap<Integer, Long>> groups = new TreeMap<>();
        offsetSums.forEach((task, sum) -> groups.computeIfAbsent(task.subtopology(), any -> new TreeMap<>())
                .put(task.partition(), sum));
        out.writeInt(groups.size());
        for (Map.Entry<Integer, SortedMap<Integer, Long>> group : groups.entrySet()) {
            out.writeInt(group.getKey());
            out.writeInt(group.getValue().size());
            for (Map.Entry<Integer, Long> sum : group.getValue().entrySet()) {
                out.writeInt(sum.getKey());
                out.writeLong(sum.getValue());
            }
        }
    }

    /** @throws LogException if the bytes are no message of Kafka Streams or of ours */
    static MemberMessage read(@Nullable ByteBuffer bytes) {
        return MessageBytes.read(bytes, MemberMessage::read);
    }

    private static MemberMessage read(DataInputStream in) throws IOException {
        int version = in.readInt();
        int latest = in.readInt();
        if (version > MessageVersions.LATEST) {
            return new MemberMessage(
                    version,
                    latest,
                    new UUID(0, 0),
                    null,
                    Collections.emptySortedMap(),
                    (byte) 0,
                    LeaderMessage.NO_ERROR,
                    Collections.emptySortedMap());
        }
        MessageVersions.requireReadable(version);
        UUID process = new UUID(in.readLong(), in.readLong());
        String endpoint = readText(in);
        SortedMap<TaskId, Long> sums =
                version >= MessageVersions.NAMED_TASKS_SINCE ? readSums(in) : readSumsBySubtopology(in);
        byte unique = version >= UNIQUE_SINCE ? in.readByte() : 0;
        int error = version >= ERROR_SINCE ? in.readInt() : LeaderMessage.NO_ERROR;
        SortedMap<String, String> tags = new TreeMap<>();
        int count = version >= TAGS_SINCE ? in.readInt() : 0;
        for (int i = 0; i < count; i++) {
            tags.put(readText(in), readText(in));
        }
        return new MemberMessage(
                version, latest, process, endpoint.isEmpty() ? null : endpoint, sums, unique, error, tags);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static SortedMap<TaskId, Long> readSums(DataInputStream in) throws IOException {
        SortedMap<TaskId, Long> sums = new TreeMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            TaskId task = new TaskId(in.readInt(), in.readInt());
            sums.put(task, in.readLong());
            int nameLength = in.readShort();
            in.skipNBytes(Math.max(0, nameLength));
        }
        return sums;
    }

    private static SortedMap<TaskId, Long> readSumsBySubtopology(DataInputStream in) throws IOException {
        SortedMap<TaskId, Long> sums = new TreeMap<>();
        int groups = in.readInt();
        for (int i = 0; i < groups; i++) {
            int subtopology = in.readInt();
            int count = in.readInt();
            for (int j = 0; j < count; j++) {
                sums.put(new TaskId(subtopology, in.readInt()), in.readLong());
            }
        }
        return sums;
    }
}
