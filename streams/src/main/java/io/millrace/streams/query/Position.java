package io.millrace.streams.query;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a store has got in the topics that it is made from: for some partitions of some topics, the offset of the
 * last record that counts in it. Changeable; safe to use from several threads, each component on its own.
 */
public class Position {

    private final ConcurrentHashMap<String, ConcurrentHashMap<Integer, Long>> offsets = new ConcurrentHashMap<>();

    private Position() {}

    /** A position without any component. */
    public static Position emptyPosition() {
        return new Position();
    }

    /**
     * A position with these components.
     *
     * @param map offsets by topic and partition; copied
     */
    public static Position fromMap(@Nullable Map<String, ? extends Map<Integer, Long>> map) {
        Position position = new Position();
        if (map != null) {
            map.forEach((topic, partitions) -> position.offsets.put(topic, new ConcurrentHashMap<>(partitions)));
        }
        return position;
    }

    /**
     * Takes a component in; where there is one for the partition already, the greater offset stays.
     *
     * @param topic a topic
     * @param partition a partition of it
     * @param offset the offset of the last record that counts
     * @return this position
     */
    public Position withComponent(String topic, int partition, long offset) {
        offsets.computeIfAbsent(topic, any -> new ConcurrentHashMap<>()).merge(partition, offset, Math::max);
        return this;
    }

    /** Another position with the same components. */
    public Position copy() {
        return fromMap(offsets);
    }

    /**
     * Takes in all components of another position; for each partition the greater offset stays.
     *
     * @param other the other one; null adds nothing
     * @return this position
     */
    public Position merge(@Nullable Position other) {
        if (other != null) {
            other.offsets.forEach((topic, partitions) ->
                    partitions.forEach((partition, offset) -> withComponent(topic, partition, offset)));
        }
        return this;
    }

    /** The topics that it says something about. */
    public Set<String> getTopics() {
        return Collections.unmodifiableSet(offsets.keySet());
    }

    /**
     * The offsets in one topic, by partition.
     *
     * @param topic a topic; for one that it says nothing about the map is empty
     */
    public Map<Integer, Long> getPartitionPositions(String topic) {
        Map<Integer, Long> partitions = offsets.get(requireNonNull(topic, "topic"));
        return partitions == null ? Map.of() : Collections.unmodifiableMap(partitions);
    }

    /** Whether it has no component. */
    public boolean isEmpty() {
        return offsets.isEmpty();
    }

    @Override
    public String toString() {
        return "Position{position=" + offsets + "}";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other != null && getClass() == other.getClass() && offsets.equals(((Position) other).offsets));
    }

    /**
     * Not to be had, since a position changes.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public int hashCode() {
        throw new UnsupportedOperationException("a position changes, so it cannot be a key in a hash table");
    }
}
