package io.millrace.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.log.LogException;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.state.HostInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.assignment.ProcessId;
import org.apache.kafka.streams.processor.internals.assignment.AssignmentInfo;
import org.apache.kafka.streams.processor.internals.assignment.SubscriptionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kafka Streams' own classes write what we read, and read what we write. */
class GroupMessagesTest {

    private static final UUID PROCESS = new UUID(1, 2);

    private static ByteBuffer bytes(String hex) {
        String digits = hex.replace(" ", "");
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
        }
        return ByteBuffer.wrap(bytes);
    }

    private static MemberMessage member(int version) {
        return new MemberMessage(
                version,
                11,
                PROCESS,
                "h:1",
                new TreeMap<>(Map.of(new TaskId(0, 3), -2L)),
                (byte) (version >= 8 ? 1 : 0),
                0,
                version >= 11 ? new TreeMap<>(Map.of("z", "a")) : new TreeMap<>());
    }

    @Test
    void aMembersMessageHasTheBytesOfKafkaStreams() {
        assertThat(member(11).toBytes())
                .isEqualTo(bytes("0000000b 0000000b 0000000000000001 0000000000000002 00000003 683a31 00000001 00000000"
                        + "00000003 fffffffffffffffe ffff 01 00000000 00000001 00000001 7a 00000001 61"));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 10, 11})
    void aMembersMessageOfEachVersionHasTheBytesOfKafkaStreams(int version) {
        ByteBuffer theirs = new SubscriptionInfo(
                        version,
                        11,
                        new ProcessId(PROCESS),
                        "h:1",
                        Map.of(new org.apache.kafka.streams.processor.TaskId(0, 3), -2L),
                        (byte) 1,
                        0,
                        Map.of("z", "a"))
                .encode();

        assertThat(member(version).toBytes()).isEqualTo(theirs);
        assertThat(MemberMessage.read(theirs)).isEqualTo(member(version));
    }

    @Test
    void aMemberFromTheFutureIsKnownByItsVersion() {
        MemberMessage read = MemberMessage.read(bytes("0000000c 0000000d 0102"));

        assertThat(read.isFromTheFuture()).isTrue();
        assertThat(read.latest()).isEqualTo(13);
    }

    @Test
    void bytesOfSomebodyElseAreRefused() {
        assertThatThrownBy(() -> MemberMessage.read(bytes("0000")))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("application.id");
        assertThatThrownBy(() -> MemberMessage.read(bytes("00000001 00000001")))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("version 1");
    }

    private static LeaderMessage leader(int version, String second) {
        SortedSet<TopicPartition> inputs = new TreeSet<>(LeaderMessage.BY_TOPIC_AND_NUMBER);
        inputs.add(new TopicPartition("a", 1));
        inputs.add(new TopicPartition(second, 1));
        SortedMap<HostInfo, SortedSet<TopicPartition>> hosts = new TreeMap<>(LeaderMessage.BY_ADDRESS);
        hosts.put(new HostInfo("h", 1), inputs);
        SortedMap<HostInfo, SortedSet<TopicPartition>> copies = new TreeMap<>(LeaderMessage.BY_ADDRESS);
        copies.put(new HostInfo("i", 2), inputs);
        return new LeaderMessage(
                version,
                11,
                List.of(new TaskId(0, 1), new TaskId(1, 2)),
                new TreeMap<>(Map.of(new TaskId(2, 1), inputs)),
                hosts,
                copies,
                0,
                1234L);
    }

    private static AssignmentInfo theirs(int version, String second) {
        Set<TopicPartition> inputs = Set.of(new TopicPartition("a", 1), new TopicPartition(second, 1));
        return theirs(version, inputs);
    }

    private static AssignmentInfo theirs(int version, Set<TopicPartition> inputs) {
        AssignmentInfo info = new AssignmentInfo(
                version,
                11,
                List.of(
                        new org.apache.kafka.streams.processor.TaskId(0, 1),
                        new org.apache.kafka.streams.processor.TaskId(1, 2)),
                Map.of(new org.apache.kafka.streams.processor.TaskId(2, 1), inputs),
                Map.of(new org.apache.kafka.streams.state.HostInfo("h", 1), inputs),
                Map.of(new org.apache.kafka.streams.state.HostInfo("i", 2), inputs),
                0);
        info.setNextRebalanceTime(1234L);
        return info;
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 9, 10, 11})
    void aLeadersMessageHasTheBytesOfKafkaStreams(int version) {
        ByteBuffer theirs = theirs(version, Set.of(new TopicPartition("a", 1))).encode();

        assertThat(leader(version, "a").toBytes()).isEqualTo(theirs);
        assertThat(LeaderMessage.read(theirs)).isEqualTo(leader(version, "a"));
    }

    /** With several topics the order of the bytes is left to chance in the original. */
    @Test
    void aLeadersMessageWithManyTopicsIsUnderstoodOnBothSides() {
        assertThat(LeaderMessage.read(theirs(11, "b").encode())).isEqualTo(leader(11, "b"));
        AssignmentInfo read = AssignmentInfo.decode(leader(11, "b").toBytes());
        assertThat(read).isEqualTo(theirs(11, "b"));
        assertThat(read.nextRebalanceMs()).isEqualTo(1234L);
    }
}
