package io.millrace.log.kafka;

import io.millrace.log.LogException;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.state.HostInfo;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What the group's leader tells a member; the bytes are those of Kafka Streams' own messages, versions
 * {@value MessageVersions#EARLIEST} to {@value MessageVersions#LATEST}.
 *
 * @param version which version the rest is written in
 * @param supported the latest version that all members can read
 * @param active for each partition that the member is given, in the order of {@link #BY_TOPIC_AND_NUMBER}, the task
 *     that reads it
 * @param standby the tasks that it keeps copies of, with their inputs
 * @param activeHosts by address, the inputs of the tasks that a process works on
 * @param standbyHosts by address, the inputs of the tasks that a process keeps copies of
 * @param error {@link #NO_ERROR}, or what went wrong
 * @param nextRebalanceMs when the member is to join again, in wall-clock time; {@link Long#MAX_VALUE} for never
 */
record LeaderMessage(
        int version,
        int supported,
        List<TaskId> active,
        SortedMap<TaskId, SortedSet<TopicPartition>> standby,
        SortedMap<HostInfo, SortedSet<TopicPartition>> activeHosts,
        SortedMap<HostInfo, SortedSet<TopicPartition>> standbyHosts,
        int error,
        long nextRebalanceMs) {

    static final int NO_ERROR = 0;
    /** Input topics are missing. */
    static final int INCOMPLETE_SOURCE_TOPICS = 1;
    /** The leader could not share tasks out. */
    static final int ASSIGNMENT_FAILED = 3;
    /** A member wants the whole application to end. */
    static final int SHUTDOWN_REQUESTED = 4;

    static final Comparator<TopicPartition> BY_TOPIC_AND_NUMBER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);
    static final Comparator<HostInfo> BY_ADDRESS =
            Comparator.comparing(HostInfo::host).thenComparingInt(HostInfo::port);

    /** Nothing but a word about what went wrong. */
    static LeaderMessage ofError(int error, int version) {
        return new LeaderMessage(
                version,
                version,
                List.of(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                error,
                Long.MAX_VALUE);
    }

    ByteBuffer toBytes() {
        return MessageBytes.write(out -> {
            out.writeInt(version);
            out.writeInt(supported);
            out.writeInt(active.size());
            for (TaskId task : active) {
                writeTask(out, task);
            }
            out.writeInt(standby.size());
            for (Map.Entry<TaskId, SortedSet<TopicPartition>> task : standby.entrySet()) {
                writeTask(out, task.getKey());
                out.writeInt(task.getValue().size());
                for (TopicPartition partition : task.getValue()) {
                    out.writeUTF(partition.topic());
                    out.writeInt(partition.partition());
                }
            }
            writeHosts(out);
            out.writeInt(error);
            out.writeLong(nextRebalanceMs);
        });
    }

    private void writeTask(DataOutputStream out, TaskId task) throws IOException {
        out.writeInt(task.subtopology());
        out.writeInt(task.partition());
        if (version >= MessageVersions.NAMED_TASKS_SINCE) {
            out.writeInt(0); // the length of a name
        }
    }

    /** Topics are numbered, so that each name is written once. */
    private void writeHosts(DataOutputStream out) throws IOException {
        SortedMap<String, Integer> topics = new TreeMap<>();
        for (SortedMap<HostInfo, SortedSet<TopicPartition>> hosts : List.of(activeHosts, standbyHosts)) {
            hosts.values().forEach(its -> its.forEach(partition -> topics.put(partition.topic(), 0)));
        }
        int number = 0;
        for (Map.Entry<String, Integer> topic : topics.entrySet()) {
            topic.setValue(number++);
        }
        out.writeInt(topics.size());
        for (Map.Entry<String, Integer> topic : topics.entrySet()) {
            out.writeInt(topic.getValue());
            out.writeUTF(topic.getKey());
        }
        writeHosts(out, activeHosts, topics);
        writeHosts(out, standbyHosts, topics);
    }

    private static void writeHosts(
            DataOutputStream out,
            SortedMap<HostInfo, SortedSet<TopicPartition>> hosts,
            SortedMap<String, Integer> topics)
            throws IOException {
        out.writeInt(hosts.size());
        for (Map.Entry<HostInfo, SortedSet<TopicPartition>> host : hosts.entrySet()) {
            out.writeUTF(host.getKey().host());
            out.writeInt(host.getKey().port());
            out.writeInt(host.getValue().size());
            for (TopicPartition partition : host.getValue()) {
                out.writeInt(topics.getOrDefault(partition.topic(), 0));
                out.writeInt(partition.partition());
            }
        }
    }

    /** @throws LogException if the bytes are no message of Kafka Streams or of ours */
    static LeaderMessage read(@Nullable ByteBuffer bytes) {
        return MessageBytes.read(bytes, LeaderMessage::read);
    }

    private static LeaderMessage read(DataInputStream in) throws IOException {
        int version = in.readInt();
        MessageVersions.requireReadable(version);
        int supported = in.readInt();
        List<TaskId> active = new ArrayList<>();
        int actives = in.readInt();
        for (int i = 0; i < actives; i++) {
            active.add(readTask(in, version));
        }
        SortedMap<TaskId, SortedSet<TopicPartition>> standby = new TreeMap<>();
        int standbys = in.readInt();
        for (int i = 0; i < standbys; i++) {
            TaskId task = readTask(in, version);
            SortedSet<TopicPartition> inputs = new TreeSet<>(BY_TOPIC_AND_NUMBER);
            int count = in.readInt();
            for (int j = 0; j < count; j++) {
                inputs.add(new TopicPartition(in.readUTF(), in.readInt()));
            }
            standby.put(task, inputs);
        }
        Map<Integer, String> topics = new HashMap<>();
        int names = in.readInt();
        for (int i = 0; i < names; i++) {
            topics.put(in.readInt(), in.readUTF());
        }
        SortedMap<HostInfo, SortedSet<TopicPartition>> activeHosts = readHosts(in, topics);
        SortedMap<HostInfo, SortedSet<TopicPartition>> standbyHosts = readHosts(in, topics);
        return new LeaderMessage(
                version, supported, active, standby, activeHosts, standbyHosts, in.readInt(), in.readLong());
    }

    private static TaskId readTask(DataInputStream in, int version) throws IOException {
        TaskId task = new TaskId(in.readInt(), in.readInt());
        if (version >= MessageVersions.NAMED_TASKS_SINCE) {
            in.skipNBytes((long) in.readInt() * Character.BYTES);
        }
        return task;
    }

    private static SortedMap<HostInfo, SortedSet<TopicPartition>> readHosts(
            DataInputStream in, Map<Integer, String> topics) throws IOException {
        SortedMap<HostInfo, SortedSet<TopicPartition>> hosts = new TreeMap<>(BY_ADDRESS);
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            HostInfo host = new HostInfo(in.readUTF(), in.readInt());
            SortedSet<TopicPartition> its = new TreeSet<>(BY_TOPIC_AND_NUMBER);
            int partitions = in.readInt();
            for (int j = 0; j < partitions; j++) {
                String topic = topics.get(in.readInt());
                if (topic == null) {
                    throw new IOException("a topic's number is not in the list of topics");
                }
                its.add(new TopicPartition(topic, in.readInt()));
            }
            hosts.put(host, its);
        }
        return hosts;
    }
}
