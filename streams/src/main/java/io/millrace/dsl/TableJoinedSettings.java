package io.millrace.dsl;

import io.millrace.engine.operator.AnswerPartitioner;
import io.millrace.streams.kstream.TableJoined;
import io.millrace.streams.processor.StreamPartitioner;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the user wrote into a {@link TableJoined}. */
final class TableJoinedSettings<K, KO> extends TableJoined<K, KO> {

    TableJoinedSettings(TableJoined<K, KO> tableJoined) {
        super(Dsl.given(tableJoined, "tableJoined"));
    }

    @Nullable
    String name() {
        return name;
    }

    /** Of messages to the table that refers. */
    StreamPartitioner<?, ?> toThis() {
        return partitioner == null ? new AnswerPartitioner<>() : byKey(partitioner);
    }

    /** Of messages to the table that is referred to; null for none. */
    @Nullable
    StreamPartitioner<?, ?> toOther() {
        return otherPartitioner == null ? null : byKey(otherPartitioner);
    }

    /** The user's partitioner does not see the messages, and must choose one partition: each lives in one. */
    @SuppressWarnings("NullAway") // Void has no value but null
    private static <T> StreamPartitioner<T, Object> byKey(StreamPartitioner<T, Void> partitioner) {
        return (topic, key, message, partitions) -> {
            Optional<Set<Integer>> chosen = partitioner.partitions(topic, key, null, partitions);
            if (chosen.isPresent() && chosen.get().size() != 1) {
                throw new IllegalArgumentException("the partitioner of a foreign-key join chose partitions "
                        + chosen.get() + " of " + topic + " (expected: exactly one)");
            }
            return chosen;
        };
    }
}
