package io.millrace.log.kafka;

import io.millrace.log.Isolation;
import io.millrace.log.LogException;
import io.millrace.log.TopicSpec;
import io.millrace.log.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topics of a cluster, through its admin client. Every call asks the cluster, but for {@link #require}, which
 * remembers: it is asked per record, and {@link #takes}. Thread safe.
 */
final class KafkaTopics implements Topics {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);

    /** How long to wait for transactions that commit offsets to end. */
    private static final Duration STABLE_MAX = Duration.ofSeconds(30);

    private final Admin admin;
    private final Function<String, Consumer<byte[], byte[]>> consumers;
    private final int replicationFactor;
    private final Users users;
    private final ConcurrentMap<String, Integer> known = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Long> bytesMax = new ConcurrentHashMap<>();

    /**
     * @param consumers makes a consumer that belongs to a group without taking part in it
     * @param replicationFactor of the topics that are made; -1 for the cluster's default
     */
    KafkaTopics(Admin admin, Function<String, Consumer<byte[], byte[]>> consumers, int replicationFactor, Users users) {
        this.admin = admin;
        this.consumers = consumers;
        this.replicationFactor = replicationFactor;
        this.users = users;
    }

    @Override
    public Map<String, Integer> partitionCounts() {
        users.checkOpen();
        return describe(Answers.of(admin.listTopics().names(), "list topics"));
    }

    /** Those of the topics that exist. */
    private Map<String, Integer> describe(Collection<String> names) {
        Map<String, Integer> counts = new HashMap<>();
        partitions(names).forEach((name, partitions) -> counts.put(name, partitions.size()));
        return counts;
    }

    /** The partitions of those of the topics that exist. */
    Map<String, List<TopicPartitionInfo>> partitions(Collection<String> names) {
        Map<String, List<TopicPartitionInfo>> partitions = new HashMap<>();
        describeAll(names).forEach((name, topic) -> partitions.put(name, topic.partitions()));
        return partitions;
    }

    @Override
    public Map<String, Uuid> ids(Set<String> names) {
        users.checkOpen();
        Map<String, Uuid> ids = new HashMap<>();
        describeAll(names).forEach((name, topic) -> ids.put(name, topic.topicId()));
        return ids;
    }

    private Map<String, TopicDescription> describeAll(Collection<String> names) {
        Map<String, TopicDescription> found = new HashMap<>();
        if (names.isEmpty()) {
            return found;
        }
        admin.describeTopics(names).topicNameValues().forEach((name, answer) -> {
            TopicDescription topic = orNullIfUnknown(answer, "describe topic " + name);
            if (topic != null) {
                found.put(name, topic);
            }
        });
        return found;
    }

    /** Those of the topics that do not exist. */
    Set<String> missing(Collection<String> names) {
        Set<String> missing = new HashSet<>(names);
        missing.removeAll(describe(missing).keySet());
        return missing;
    }

    private static <T> @Nullable T orNullIfUnknown(KafkaFuture<T> answer, String what) {
        try {
            return Answers.await(answer);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw Answers.failure(what, e.getCause());
        }
    }

    /** Fails unless the partition exists. */
    void require(TopicPartition partition) {
        Integer count = known.get(partition.topic());
        if (count == null || partition.partition() >= count) {
            known.putAll(describe(Set.of(partition.topic())));
            count = known.get(partition.topic());
        }
        if (count == null || partition.partition() < 0 || partition.partition() >= count) {
            throw new LogException("partition " + partition + " does not exist (expected: a topic that has been created"
                    + (count == null ? "" : ", with a partition below " + count) + ")");
        }
    }

    /** Whether a partition exists, as far as is remembered. */
    boolean isKnown(TopicPartition partition) {
        return partition.partition() < known.getOrDefault(partition.topic(), 0);
    }

    /**
     * Whether a topic takes a message of a size, as far as can be told. What is remembered may be out of date, so a no
     * is asked for anew.
     */
    boolean takes(String topic, long bytes) {
        Long limit = bytesMax.get(topic);
        if (limit == null || bytes > limit) {
            limit = askBytesMax(topic);
            bytesMax.put(topic, limit);
        }
        return bytes <= limit;
    }

    private long askBytesMax(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config config = Answers.of(
                            admin.describeConfigs(Set.of(resource)).all(), "ask for the settings of topic " + topic)
                    .get(resource);
            ConfigEntry limit = config == null ? null : config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
            return limit == null ? Long.MAX_VALUE : Long.parseLong(limit.value());
        } catch (LogException e) {
            LOG.debug("How large a message topic {} takes cannot be told; it is tried out", topic, e);
            return Long.MAX_VALUE;
        }
    }

    /** Forgets what is remembered, since something did not fit. */
    void forget() {
        known.clear();
    }

    @Override
    public void create(Collection<TopicSpec> topics) {
        users.checkOpen();
        if (topics.isEmpty()) {
            return;
        }
        Set<String> existing = Answers.of(admin.listTopics().names(), "list topics");
        List<NewTopic> missing = new ArrayList<>();
        String inTheWay = null;
        for (TopicSpec topic : topics) {
            if (existing.contains(topic.name())) {
                inTheWay = topic.name();
                break;
            }
            missing.add(new NewTopic(topic.name(), Optional.of(topic.partitions()), replication())
                    .configs(topic.configs()));
        }
        createAll(missing);
        if (inTheWay != null) {
            throw new TopicExistsException("topic " + inTheWay + " exists already (expected: a new name)");
        }
    }

    private Optional<Short> replication() {
        return replicationFactor == -1 ? Optional.empty() : Optional.of((short) replicationFactor);
    }

    private void createAll(List<NewTopic> topics) {
        for (Map.Entry<String, KafkaFuture<Void>> answer :
                admin.createTopics(topics).values().entrySet()) {
            try {
                Answers.await(answer.getValue());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TopicExistsException exists) {
                    throw exists;
                }
                throw Answers.failure("create topic " + answer.getKey(), e.getCause());
            }
        }
        Set<String> names = topics.stream().map(NewTopic::name).collect(Collectors.toSet());
        // Brokers hear of new topics a moment later than the controller says so.
        if (!Pause.until(() -> haveLeaders(names))) {
            throw new LogException("topics " + names + " were created but cannot be used yet (expected: a leader for"
                    + " each partition; are enough brokers up?)");
        }
    }

    private boolean haveLeaders(Set<String> names) {
        for (KafkaFuture<TopicDescription> answer :
                admin.describeTopics(names).topicNameValues().values()) {
            TopicDescription found = orNullIfUnknown(answer, "describe topics " + names);
            if (found == null || found.partitions().stream().anyMatch(partition -> partition.leader() == null)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void delete(Collection<String> names) {
        users.checkOpen();
        Set<String> existing = new HashSet<>(names);
        existing.retainAll(Answers.of(admin.listTopics().names(), "list topics"));
        admin.deleteTopics(existing)
                .topicNameValues()
                .forEach((name, answer) -> orNullIfUnknown(answer, "delete topic " + name));
        known.keySet().removeAll(existing);
        if (!Pause.until(() -> describe(existing).isEmpty())) {
            throw new LogException(
                    "topics " + existing + " were to be deleted but are still there (expected: gone in half"
                            + " a minute; is a broker down?)");
        }
    }

    @Override
    public Map<TopicPartition, Long> startOffsets(Set<TopicPartition> partitions) {
        return offsets(partitions, partition -> OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Set<TopicPartition> partitions, Isolation isolation) {
        IsolationLevel level =
                isolation == Isolation.COMMITTED ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED;
        return offsets(partitions, partition -> OffsetSpec.latest(), level);
    }

    @Override
    public Map<TopicPartition, Long> offsetsAt(Map<TopicPartition, Long> timestamps) {
        Map<TopicPartition, Long> found = offsets(
                timestamps.keySet(),
                partition -> OffsetSpec.forTimestamp(timestamps.getOrDefault(partition, 0L)),
                IsolationLevel.READ_COMMITTED);
        Set<TopicPartition> none = new HashSet<>();
        found.forEach((partition, offset) -> {
            if (offset < 0) {
                none.add(partition);
            }
        });
        found.putAll(none.isEmpty() ? Map.of() : endOffsets(none, Isolation.COMMITTED));
        return found;
    }

    private Map<TopicPartition, Long> offsets(
            Set<TopicPartition> partitions, Function<TopicPartition, OffsetSpec> spec, IsolationLevel isolation) {
        users.checkOpen();
        requireAll(partitions);
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec.apply(partition)));
        Map<TopicPartition, ListOffsetsResultInfo> answer = Answers.of(
                admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all(), "ask for offsets of " + partitions);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    /** The admin client would ask for the offsets of a partition that does not exist for a minute. */
    private void requireAll(Set<TopicPartition> partitions) {
        Set<String> names = new HashSet<>();
        partitions.forEach(partition -> names.add(partition.topic()));
        Map<String, Integer> counts = describe(names);
        known.keySet().removeAll(names);
        known.putAll(counts);
        partitions.forEach(this::require);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(String group, Set<TopicPartition> partitions) {
        users.checkOpen();
        if (partitions.isEmpty()) {
            return Map.of();
        }
        // The answer leaves out partitions whose offset is in a transaction that is just being ended, and says null of
        // those without an offset. To take the first for the second would read everything again.
        Map<TopicPartition, OffsetAndMetadata> answer = askCommitted(group, partitions);
        if (!answer.keySet().containsAll(partitions)) {
            answer = awaitCommitted(group, partitions);
        }
        Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>(answer);
        found.values().removeIf(Objects::isNull);
        return found;
    }

    /** A consumer asks until transactions have ended, and without a warning for each time that they have not. */
    private Map<TopicPartition, OffsetAndMetadata> awaitCommitted(String group, Set<TopicPartition> partitions) {
        try (Consumer<byte[], byte[]> consumer = consumers.apply(group)) {
            return consumer.committed(partitions, STABLE_MAX);
        } catch (TimeoutException e) {
            throw new LogException(
                    "cannot tell what group " + group + " has committed of " + partitions
                            + " (expected: no transaction that is open for long; is a broker down?)",
                    e);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> askCommitted(String group, Set<TopicPartition> partitions) {
        return Answers.of(
                admin.listConsumerGroupOffsets(
                                Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)),
                                new ListConsumerGroupOffsetsOptions().requireStable(true))
                        .partitionsToOffsetAndMetadata(group),
                "ask for what group " + group + " has committed");
    }

    @Override
    public void purge(Map<TopicPartition, Long> beforeOffsets) {
        users.checkOpen();
        Map<TopicPartition, RecordsToDelete> asked = new HashMap<>();
        beforeOffsets.forEach((partition, offset) -> asked.put(partition, RecordsToDelete.beforeOffset(offset)));
        admin.deleteRecords(asked).lowWatermarks().forEach((partition, answer) -> {
            try {
                Answers.await(answer);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof OffsetOutOfRangeException) {
                    throw new LogException(
                            "cannot purge " + partition + " up to " + beforeOffsets.get(partition)
                                    + " (expected: at most where it ends)",
                            e.getCause());
                }
                throw Answers.failure("purge " + partition, e.getCause());
            }
        });
    }
}
