package io.millrace.log.clients;

import io.millrace.base.Clock;
import io.millrace.log.Fetched;
import io.millrace.log.Isolation;
import io.millrace.log.Log;
import io.millrace.log.LogException;
import io.millrace.log.Reader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer reads and how far it has got. Owned by the consumer's thread.
 *
 * <p>A reader of the log brings records, and they are handed out from what was read ahead, at most so many per poll,
 * the partitions taking turns. The reader knows nothing of seeks and new partitions: whenever one of these happens, it
 * is assigned anew from where each partition stands. Positions are found when they are first needed: committed offset,
 * else the reset policy; the policy also decides when a position has left the partition.
 */
final class Fetcher {

    static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final Log log;
    private final TopicDirectory topics;
    private final ConsumerSettings settings;
    private final Clock clock;
    private final Reader reader;
    private final NavigableMap<TopicPartition, PartitionState> states = new TreeMap<>(ORDER);
    /** Whether the reader must be told where to read. */
    private boolean moved;
    /** Whether a partition's topic does not exist yet. */
    private boolean incomplete;

    private int turn;

    Fetcher(Log log, TopicDirectory topics, ConsumerSettings settings, Clock clock) {
        this.log = log;
        this.topics = topics;
        this.settings = settings;
        this.clock = clock;
        this.reader = log.reader(Isolation.COMMITTED);
    }

    Set<TopicPartition> partitions() {
        return states.keySet();
    }

    @Nullable
    PartitionState find(TopicPartition partition) {
        return states.get(partition);
    }

    PartitionState state(TopicPartition partition) {
        PartitionState state = states.get(partition);
        if (state == null) {
            throw new IllegalStateException(
                    partition + " is not assigned to this consumer (it has " + states.keySet() + ")");
        }
        return state;
    }

    void add(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            states.computeIfAbsent(partition, PartitionState::new);
        }
        moved = true;
    }

    void remove(Collection<TopicPartition> partitions) {
        partitions.forEach(states::remove);
        moved = true;
    }

    void seek(TopicPartition partition, long offset) {
        state(partition).seek(offset);
        moved = true;
    }

    void seek(TopicPartition partition, ResetPolicy policy) {
        state(partition).seek(policy);
        moved = true;
    }

    void pause(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> state(partition).pause(true));
        reader.pause(Set.copyOf(partitions));
    }

    void resume(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> state(partition).pause(false));
        reader.resume(Set.copyOf(partitions));
    }

    /** The position of a partition, found out now if need be. */
    long position(TopicPartition partition) {
        PartitionState state = state(partition);
        if (!state.isPositioned() && exists(partition)) {
            place(List.of(state));
        }
        return state.isPositioned() ? state.position() : 0;
    }

    /** Reads ahead unless there is something to hand out already. */
    void read(long maxWaitMs) {
        try {
            prepare();
            if (!hasSomething()) {
                keep(reader.poll(maxWaitMs));
            }
        } catch (OffsetOutOfRangeException | NoOffsetForPartitionException asked) {
            throw asked;
        } catch (LogException failure) {
            if (!placeThoseOutOfRange()) {
                throw failure;
            }
        }
    }

    private void keep(List<Fetched> fetched) {
        for (Fetched found : fetched) {
            PartitionState state = states.get(found.partition());
            if (state != null) {
                state.add(found);
            }
        }
    }

    private boolean hasSomething() {
        for (PartitionState state : states.values()) {
            if (!state.isPaused() && state.hasAhead()) {
                return true;
            }
        }
        return false;
    }

    /** Tells the reader where to read, if that has changed. */
    private void prepare() {
        if (!moved && !incomplete) {
            return;
        }
        List<PartitionState> existing = new ArrayList<>();
        List<PartitionState> unplaced = new ArrayList<>();
        for (PartitionState state : states.values()) {
            if (exists(state.partition())) {
                existing.add(state);
                if (!state.isPositioned()) {
                    unplaced.add(state);
                }
            }
        }
        place(unplaced);
        incomplete = existing.size() < states.size();
        placeThoseOutOfRange();
        assign(existing);
    }

    private void assign(List<PartitionState> existing) {
        Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
        Set<TopicPartition> paused = new HashSet<>();
        for (PartitionState state : existing) {
            if (state.isPositioned()) {
                // What has been read ahead stays; the reader goes on behind it.
                offsets.put(state.partition(), state.readTo());
                if (state.isPaused()) {
                    paused.add(state.partition());
                }
            }
        }
        reader.assign(offsets);
        reader.resume(offsets.keySet());
        reader.pause(paused);
        moved = false;
    }

    private boolean exists(TopicPartition partition) {
        Integer count = settings.makesTopics()
                ? (Integer) topics.partitionCount(partition.topic())
                : topics.refresh().get(partition.topic());
        return count != null && partition.partition() < count;
    }

    /** Finds positions for partitions that have none. */
    private void place(List<PartitionState> unplaced) {
        if (unplaced.isEmpty()) {
            return;
        }
        String group = settings.group();
        Set<TopicPartition> partitions = new HashSet<>();
        unplaced.forEach(state -> partitions.add(state.partition()));
        Map<TopicPartition, OffsetAndMetadata> committed =
                group == null ? Map.of() : log.topics().committed(group, partitions);
        for (PartitionState state : unplaced) {
            OffsetAndMetadata offset = committed.get(state.partition());
            ResetPolicy wanted = state.wanted();
            if (wanted != null) {
                reset(state, wanted);
            } else if (offset != null) {
                state.seek(offset.offset());
            } else {
                reset(state, settings.reset());
            }
        }
    }

    private void reset(PartitionState state, ResetPolicy policy) {
        TopicPartition partition = state.partition();
        Set<TopicPartition> one = Set.of(partition);
        state.seek(
                switch (policy.kind()) {
                    case EARLIEST -> offsetOf(partition, log.topics().startOffsets(one));
                    case LATEST -> offsetOf(partition, log.topics().endOffsets(one, Isolation.COMMITTED));
                    case BY_DURATION ->
                        offsetOf(
                                partition,
                                log.topics()
                                        .offsetsAt(Map.of(
                                                partition,
                                                clock.wallMs() - policy.age().toMillis())));
                    case NONE -> throw new NoOffsetForPartitionException(partition);
                });
    }

    /** The offset that the log has named for a partition, which may have gone meanwhile. */
    static long offsetOf(TopicPartition partition, Map<TopicPartition, Long> offsets) {
        Long offset = offsets.get(partition);
        if (offset == null) {
            throw new LogException(partition + " has just been deleted");
        }
        return offset;
    }

    /** Applies the reset policy to positions that have left their partition; false when there are none. */
    private boolean placeThoseOutOfRange() {
        boolean found = false;
        List<PartitionState> placed = new ArrayList<>();
        Set<TopicPartition> partitions = new HashSet<>();
        Map<String, Integer> counts = topics.refresh();
        for (PartitionState state : states.values()) {
            Integer count = counts.get(state.partition().topic());
            if (state.isPositioned() && count != null && state.partition().partition() < count) {
                placed.add(state);
                partitions.add(state.partition());
            } else if (state.isPositioned()) {
                // The topic was deleted; should it come again, it begins anew.
                state.seek(settings.reset());
                incomplete = true;
                moved = true;
                found = true;
            }
        }
        Map<TopicPartition, Long> starts = log.topics().startOffsets(partitions);
        Map<TopicPartition, Long> ends = log.topics().endOffsets(partitions, Isolation.UNCOMMITTED);
        for (PartitionState state : placed) {
            long position = state.readTo();
            if (position < offsetOf(state.partition(), starts) || position > offsetOf(state.partition(), ends)) {
                resetFrom(state, position);
                found = true;
            }
        }
        return found;
    }

    private void resetFrom(PartitionState state, long position) {
        if (settings.reset().kind() == ResetPolicy.Kind.NONE) {
            throw new OffsetOutOfRangeException(Map.of(state.partition(), position));
        }
        reset(state, settings.reset());
        moved = true;
    }

    /** Hands out what has been read ahead, up to the limit of a poll. */
    <K, V> ConsumerRecords<K, V> take(RecordDecoder<K, V> decoder) {
        Map<TopicPartition, List<ConsumerRecord<K, V>>> records = new LinkedHashMap<>();
        Map<TopicPartition, OffsetAndMetadata> nextOffsets = new HashMap<>();
        int left = settings.recordsMax();
        List<PartitionState> order = turns();
        for (int i = 0; i < order.size() && left > 0; i++) {
            PartitionState state = order.get(i);
            if (!state.isPaused() && state.hasAhead()) {
                List<ConsumerRecord<K, V>> taken = take(state, decoder, left, left == settings.recordsMax());
                if (taken.isEmpty()) {
                    break;
                }
                left -= taken.size();
                records.put(state.partition(), taken);
                nextOffsets.put(state.partition(), new OffsetAndMetadata(state.position()));
            }
        }
        return records.isEmpty() ? ConsumerRecords.empty() : new ConsumerRecords<>(records, nextOffsets);
    }

    /** A record that cannot be deserialized is thrown about only when there is nothing before it to hand out. */
    private static <K, V> List<ConsumerRecord<K, V>> take(
            PartitionState state, RecordDecoder<K, V> decoder, int atMost, boolean first) {
        List<ConsumerRecord<K, V>> taken = new ArrayList<>();
        while (taken.size() < atMost && state.hasAhead()) {
            try {
                taken.add(decoder.decode(state.partition(), state.peek()));
            } catch (RecordDeserializationException failure) {
                if (first && taken.isEmpty()) {
                    throw failure;
                }
                break;
            }
            state.pass();
        }
        return taken;
    }

    /** The partitions, a different one first each time, so that none waits for ever. */
    private List<PartitionState> turns() {
        List<PartitionState> order = new ArrayList<>(states.values());
        if (!order.isEmpty()) {
            Collections.rotate(order, -(turn++ % order.size()));
        }
        return order;
    }

    void wakeup() {
        reader.wakeup();
    }

    void close() {
        reader.close();
    }
}
