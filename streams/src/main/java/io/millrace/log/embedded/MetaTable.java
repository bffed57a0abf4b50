package io.millrace.log.embedded;

import io.millrace.base.BigEndian;
import io.millrace.log.TopicSpec;
import io.millrace.store.ByteCursor;
import io.millrace.store.rocksdb.Family;
import io.millrace.store.rocksdb.RocksBatch;
import io.millrace.store.rocksdb.RocksDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * What the log knows besides records, on disk. Thread safe.
 *
 * <pre>
 * n                                    -> int32 the next topic's number
 * t int32 topic                        -> int32 partitions, name, (setting, value)*
 * s int32 topic, int32 partition       -> int64 start offset
 * o int32 topic, int32 partition group -> int64 offset, int32 leader epoch or -1, metadata
 * </pre>
 *
 * <p>Offsets belong to a topic's number, not to its name: a topic that is made again begins without them.
 */
final class MetaTable {

    private static final byte NEXT_TOPIC = 'n';
    private static final byte TOPIC = 't';
    private static final byte START = 's';
    private static final byte OFFSET = 'o';
    private static final int PARTITION_KEY_BYTES = 9;
    private static final int NO_EPOCH = -1;

    private final RocksDatabase database;
    private final Family family;

    MetaTable(RocksDatabase database) {
        this.database = database;
        this.family = database.family("meta");
    }

    void putNextTopic(RocksBatch into, int id) {
        into.put(family, new byte[] {NEXT_TOPIC}, new MetaBytes().putInt(id).toArray());
    }

    void putTopic(RocksBatch into, Topic topic) {
        MetaBytes value = new MetaBytes().putInt(topic.spec().partitions()).putText(topic.name());
        new TreeMap<>(topic.spec().configs())
                .forEach((name, setting) -> value.putText(name).putText(setting));
        into.put(family, topicKey(TOPIC, topic.id()), value.toArray());
    }

    void putStart(RocksBatch into, Partition partition, long offset) {
        into.put(
                family,
                partitionKey(START, partition),
                new MetaBytes().putLong(offset).toArray());
    }

    void putOffset(RocksBatch into, OffsetCommit commit) {
        byte[] place = partitionKey(OFFSET, commit.partition());
        byte[] group = commit.group().getBytes(StandardCharsets.UTF_8);
        byte[] key = Arrays.copyOf(place, place.length + group.length);
        System.arraycopy(group, 0, key, place.length, group.length);
        OffsetAndMetadata offset = commit.offset();
        MetaBytes value = new MetaBytes()
                .putLong(offset.offset())
                .putInt(offset.leaderEpoch().orElse(NO_EPOCH))
                .putText(offset.metadata());
        into.put(family, key, value.toArray());
    }

    /** Removes all that is known of a topic. */
    void removeTopic(RocksBatch into, int id) {
        into.delete(family, topicKey(TOPIC, id));
        into.deleteRange(family, topicKey(START, id), topicKey(START, id + 1));
        into.deleteRange(family, topicKey(OFFSET, id), topicKey(OFFSET, id + 1));
    }

    /** Tells all that is stored: the next number, topics, starts, offsets. */
    void recover(Found found) {
        byte[] next = database.get(family, new byte[] {NEXT_TOPIC});
        if (next != null) {
            found.nextTopic(new MetaBytes(next).getInt());
        }
        scan(TOPIC, (key, value) -> found.topic(BigEndian.getInt(key, 1), spec(value)));
        scan(START, (key, value) -> found.start(BigEndian.getInt(key, 1), BigEndian.getInt(key, 5), value.getLong()));
        scan(OFFSET, (key, value) -> {
            String group =
                    new String(key, PARTITION_KEY_BYTES, key.length - PARTITION_KEY_BYTES, StandardCharsets.UTF_8);
            found.offset(BigEndian.getInt(key, 1), BigEndian.getInt(key, 5), group, offset(value));
        });
    }

    private void scan(byte kind, Entry entry) {
        try (ByteCursor cursor = database.scan(family, new byte[] {kind}, new byte[] {(byte) (kind + 1)}, true)) {
            while (cursor.next()) {
                entry.found(cursor.key(), new MetaBytes(cursor.value()));
            }
        }
    }

    private static TopicSpec spec(MetaBytes value) {
        int partitions = value.getInt();
        String name = value.getText();
        Map<String, String> configs = new TreeMap<>();
        while (value.hasMore()) {
            configs.put(value.getText(), value.getText());
        }
        return new TopicSpec(name, partitions, configs);
    }

    private static OffsetAndMetadata offset(MetaBytes value) {
        long offset = value.getLong();
        int epoch = value.getInt();
        Optional<Integer> leaderEpoch = epoch == NO_EPOCH ? Optional.empty() : Optional.of(epoch);
        return new OffsetAndMetadata(offset, leaderEpoch, value.getText());
    }

    private static byte[] topicKey(byte kind, int id) {
        byte[] key = new byte[1 + Integer.BYTES];
        key[0] = kind;
        BigEndian.putInt(key, 1, id);
        return key;
    }

    private static byte[] partitionKey(byte kind, Partition partition) {
        byte[] key = new byte[PARTITION_KEY_BYTES];
        key[0] = kind;
        BigEndian.putInt(key, 1, partition.topic().id());
        BigEndian.putInt(key, 1 + Integer.BYTES, partition.number());
        return key;
    }

    private interface Entry {
        void found(byte[] key, MetaBytes value);
    }

    /** Hears what is stored when a log is opened. */
    interface Found {
        void nextTopic(int id);

        void topic(int id, TopicSpec spec);

        void start(int topicId, int partition, long offset);

        void offset(int topicId, int partition, String group, OffsetAndMetadata offset);
    }
}
