package io.millrace.log.clients;

import io.millrace.base.Clock;
import io.millrace.base.Randomness;
import io.millrace.log.Isolation;
import io.millrace.log.Log;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.SubscriptionPattern;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's consumer over the log port: reads what is committed and durable. One thread at a time, as Kafka's; only
 * {@link #wakeup} may be called by another.
 *
 * <p>Partitions are assigned by the caller, or shared out within a group of this process whose members must all
 * subscribe to the same topics. Time limits other than that of {@code poll} mean nothing, because nothing is far away;
 * there are no metrics, and no rebalance can be asked for.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class LogConsumer<K, V> implements Consumer<K, V> {

    /** How long a poll waits for records before it looks whether partitions come or go. */
    private static final long SLICE_MS = 100;

    private final SingleOwner owner = new SingleOwner();
    private final AtomicBoolean awoken = new AtomicBoolean();
    private final Log log;
    private final TopicDirectory topics;
    private final ConsumerSettings settings;
    private final Randomness randomness;
    private final RecordDecoder<K, V> decoder;
    private final Fetcher fetcher;
    private final Commits commits;
    private @Nullable GroupSeat seat;
    private boolean assignedByCaller;
    private boolean closed;

    LogConsumer(
            Log log,
            TopicDirectory topics,
            Deserializer<K> keys,
            Deserializer<V> values,
            ConsumerSettings settings,
            Clock clock,
            Randomness randomness) {
        this.log = log;
        this.topics = topics;
        this.settings = settings;
        this.randomness = randomness;
        this.decoder = new RecordDecoder<>(keys, values);
        this.fetcher = new Fetcher(log, topics, settings, clock);
        this.commits = new Commits(log, settings, fetcher, clock, "consumer-" + randomness.nextUuid());
    }

    private void enter() {
        owner.enter();
        if (closed) {
            owner.leave();
            throw new IllegalStateException("the consumer is closed; make another");
        }
    }

    @Override
    public Set<TopicPartition> assignment() {
        enter();
        try {
            return Set.copyOf(fetcher.partitions());
        } finally {
            owner.leave();
        }
    }

    @Override
    public Set<String> subscription() {
        enter();
        try {
            if (seat == null) {
                return Set.of();
            }
            TopicSelection selection = seat.selection();
            Set<String> matching = new HashSet<>(selection.names());
            topics.refresh().keySet().stream().filter(selection::contains).forEach(matching::add);
            return matching;
        } finally {
            owner.leave();
        }
    }

    @Override
    public void subscribe(Collection<String> names) {
        subscribe(new TopicSelection(new LinkedHashSet<>(names), null), null);
    }

    @Override
    public void subscribe(Collection<String> names, ConsumerRebalanceListener listener) {
        subscribe(new TopicSelection(new LinkedHashSet<>(names), null), listener);
    }

    @Override
    public void subscribe(Pattern pattern) {
        subscribe(new TopicSelection(Set.of(), pattern), null);
    }

    @Override
    public void subscribe(Pattern pattern, ConsumerRebalanceListener listener) {
        subscribe(new TopicSelection(Set.of(), pattern), listener);
    }

    @Override
    public void subscribe(SubscriptionPattern pattern) {
        subscribe(Pattern.compile(pattern.pattern()));
    }

    @Override
    public void subscribe(SubscriptionPattern pattern, ConsumerRebalanceListener listener) {
        subscribe(Pattern.compile(pattern.pattern()), listener);
    }

    private void subscribe(TopicSelection selection, @Nullable ConsumerRebalanceListener listener) {
        enter();
        try {
            if (selection.names().isEmpty() && selection.pattern() == null) {
                giveUpAll();
                return;
            }
            requireGroup();
            if (assignedByCaller) {
                throw new IllegalStateException(
                        "partitions have been assigned with assign(); unsubscribe() before subscribe()");
            }
            if (settings.makesTopics()) {
                selection.names().forEach(topics::partitionCount);
            }
            giveUpAll();
            seat = new GroupSeat(log, settings, randomness, selection, fetcher, commits, listener);
        } finally {
            owner.leave();
        }
    }

    private void requireGroup() {
        if (settings.group() == null || settings.group().isEmpty()) {
            throw new InvalidGroupIdException("group.id is not set; without it only assign() can be used");
        }
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        enter();
        try {
            if (seat != null) {
                throw new IllegalStateException("topics have been subscribed to; unsubscribe() before assign()");
            }
            commits.automaticNow();
            Set<TopicPartition> gone = new HashSet<>(fetcher.partitions());
            gone.removeAll(partitions);
            fetcher.remove(gone);
            fetcher.add(partitions);
            assignedByCaller = !partitions.isEmpty();
        } finally {
            owner.leave();
        }
    }

    @Override
    public void unsubscribe() {
        enter();
        try {
            giveUpAll();
        } finally {
            owner.leave();
        }
    }

    private void giveUpAll() {
        GroupSeat left = seat;
        seat = null;
        assignedByCaller = false;
        if (left == null) {
            commits.automaticNow();
        } else {
            left.close();
        }
        fetcher.remove(Set.copyOf(fetcher.partitions()));
    }

    @Override
    public ConsumerRecords<K, V> poll(Duration timeout) {
        enter();
        try {
            if (seat == null && !assignedByCaller) {
                throw new IllegalStateException("nothing to poll: subscribe() or assign() first");
            }
            long leftMs = timeout.toMillis();
            do {
                ConsumerRecords<K, V> records = pollOnce(Math.min(leftMs, SLICE_MS));
                if (!records.isEmpty()) {
                    return records;
                }
                leftMs -= SLICE_MS;
            } while (leftMs > 0);
            throwIfAwoken();
            return ConsumerRecords.empty();
        } finally {
            owner.leave();
        }
    }

    private ConsumerRecords<K, V> pollOnce(long waitMs) {
        throwIfAwoken();
        commits.runCallbacks();
        if (seat != null) {
            seat.poll();
        }
        commits.automaticIfDue();
        fetcher.read(waitMs);
        return fetcher.take(decoder);
    }

    private void throwIfAwoken() {
        if (awoken.getAndSet(false)) {
            throw new WakeupException();
        }
    }

    @Override
    public void wakeup() {
        awoken.set(true);
        fetcher.wakeup();
    }

    @Override
    public void commitSync() {
        enter();
        try {
            commits.sync(commits.positions());
        } finally {
            owner.leave();
        }
    }

    @Override
    public void commitSync(Duration timeout) {
        commitSync();
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
        enter();
        try {
            commits.sync(offsets);
        } finally {
            owner.leave();
        }
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        commitSync(offsets);
    }

    @Override
    public void commitAsync() {
        commitAsync(null);
    }

    @Override
    public void commitAsync(@Nullable OffsetCommitCallback callback) {
        enter();
        try {
            commits.async(commits.positions(), callback);
        } finally {
            owner.leave();
        }
    }

    @Override
    public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
        enter();
        try {
            commits.async(offsets, callback);
        } finally {
            owner.leave();
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        enter();
        try {
            requireGroup();
            Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
            partitions.forEach(partition -> committed.put(partition, null));
            committed.putAll(log.topics().committed(String.valueOf(settings.group()), partitions));
            return committed;
        } finally {
            owner.leave();
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions, Duration timeout) {
        return committed(partitions);
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException(partition + ": offset " + offset + " (expected: >= 0)");
        }
        enter();
        try {
            fetcher.seek(partition, offset);
        } finally {
            owner.leave();
        }
    }

    @Override
    public void seek(TopicPartition partition, OffsetAndMetadata offset) {
        seek(partition, offset.offset());
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        seek(partitions, ResetPolicy.EARLIEST);
    }

    @Override
    public void seekToEnd(Collection<TopicPartition> partitions) {
        seek(partitions, ResetPolicy.LATEST);
    }

    /** No partitions means all. */
    private void seek(Collection<TopicPartition> partitions, ResetPolicy policy) {
        enter();
        try {
            Collection<TopicPartition> meant = partitions.isEmpty() ? Set.copyOf(fetcher.partitions()) : partitions;
            meant.forEach(partition -> fetcher.seek(partition, policy));
        } finally {
            owner.leave();
        }
    }

    @Override
    public long position(TopicPartition partition) {
        enter();
        try {
            return fetcher.position(partition);
        } finally {
            owner.leave();
        }
    }

    @Override
    public long position(TopicPartition partition, Duration timeout) {
        return position(partition);
    }

    @Override
    public OptionalLong currentLag(TopicPartition partition) {
        enter();
        try {
            PartitionState state = fetcher.state(partition);
            if (!state.isPositioned()) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(
                    Math.max(0, Fetcher.offsetOf(partition, endOffsets(Set.of(partition))) - state.position()));
        } finally {
            owner.leave();
        }
    }

    @Override
    public Set<TopicPartition> paused() {
        enter();
        try {
            Set<TopicPartition> paused = new HashSet<>(fetcher.partitions());
            paused.removeIf(partition -> !fetcher.state(partition).isPaused());
            return paused;
        } finally {
            owner.leave();
        }
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        enter();
        try {
            fetcher.pause(partitions);
        } finally {
            owner.leave();
        }
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        enter();
        try {
            fetcher.resume(partitions);
        } finally {
            owner.leave();
        }
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        enter();
        try {
            Integer count = settings.makesTopics()
                    ? (Integer) topics.partitionCount(topic)
                    : topics.refresh().get(topic);
            return count == null ? List.of() : TopicDirectory.describe(topic, count);
        } finally {
            owner.leave();
        }
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
        return partitionsFor(topic);
    }

    @Override
    public Map<String, List<PartitionInfo>> listTopics() {
        enter();
        try {
            Map<String, List<PartitionInfo>> listed = new HashMap<>();
            topics.refresh().forEach((topic, count) -> listed.put(topic, TopicDirectory.describe(topic, count)));
            return listed;
        } finally {
            owner.leave();
        }
    }

    @Override
    public Map<String, List<PartitionInfo>> listTopics(Duration timeout) {
        return listTopics();
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> timestamps) {
        enter();
        try {
            return RecordsByTime.find(log, timestamps);
        } finally {
            owner.leave();
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
            Map<TopicPartition, Long> timestamps, Duration timeout) {
        return offsetsForTimes(timestamps);
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        enter();
        try {
            return log.topics().startOffsets(Set.copyOf(partitions));
        } finally {
            owner.leave();
        }
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions, Duration timeout) {
        return beginningOffsets(partitions);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        enter();
        try {
            return log.topics().endOffsets(Set.copyOf(partitions), Isolation.COMMITTED);
        } finally {
            owner.leave();
        }
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions, Duration timeout) {
        return endOffsets(partitions);
    }

    @Override
    @SuppressWarnings("removal") // Kafka 4.3 has no other way to make one.
    public ConsumerGroupMetadata groupMetadata() {
        enter();
        try {
            requireGroup();
            return seat == null ? new ConsumerGroupMetadata(String.valueOf(settings.group())) : seat.metadata();
        } finally {
            owner.leave();
        }
    }

    @Override
    public void close() {
        owner.enter();
        try {
            if (!closed) {
                closeAll();
            }
        } finally {
            owner.leave();
        }
    }

    /** A rebalance listener or a commit's callback may throw; everything is released all the same. */
    private void closeAll() {
        try {
            giveUpAll();
            commits.close();
        } finally {
            closed = true;
            fetcher.close();
            decoder.close();
        }
    }

    @Override
    @SuppressWarnings("deprecation") // It is part of the interface as long as Kafka keeps it.
    public void close(Duration timeout) {
        close();
    }

    @Override
    public void close(CloseOptions options) {
        close();
    }

    /** Does nothing. */
    @Override
    public void enforceRebalance() {}

    /** Does nothing. */
    @Override
    public void enforceRebalance(String reason) {}

    /** Empty. */
    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return Map.of();
    }

    /** Does nothing. */
    @Override
    public void registerMetricForSubscription(KafkaMetric metric) {}

    /** Does nothing. */
    @Override
    public void unregisterMetricFromSubscription(KafkaMetric metric) {}

    /** Always zero. */
    @Override
    public Uuid clientInstanceId(Duration timeout) {
        return Uuid.ZERO_UUID;
    }
}
