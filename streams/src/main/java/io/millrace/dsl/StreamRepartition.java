package io.millrace.dsl;

import io.millrace.planner.logical.Repartition;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * The repartitions of one stream for its joins. Joins without a name share one topic, which is named after the stream;
 * a join with a name has its own.
 */
final class StreamRepartition<K, V> {

    private final Place place;
    private @Nullable Place last;

    /** No repartition yet, of a stream at this place. */
    StreamRepartition(Place place) {
        this.place = place;
    }

    /**
     * The place after the topic.
     *
     * @param joinName the user's name for the join; null for none
     * @param keySerde null for the default
     * @param valueSerde null for the default
     */
    Place place(@Nullable String joinName, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        String name = joinName == null ? place.name() : joinName;
        Dsl dsl = place.dsl();
        // Made in any case: it takes numbers of the counter.
        Repartition node = new Repartitioning<>(name, joinName != null, keySerde, valueSerde).node(dsl);
        Place shared = last;
        if (shared != null && name.equals(place.name())) {
            return shared;
        }
        Place next = place.through(node);
        last = next;
        return next;
    }
}
