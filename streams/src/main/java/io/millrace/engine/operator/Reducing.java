package io.millrace.engine.operator;

import io.millrace.streams.kstream.Aggregator;
import io.millrace.streams.kstream.Initializer;
import io.millrace.streams.kstream.Merger;
import io.millrace.streams.kstream.Reducer;
import org.jspecify.annotations.NullUnmarked;

/**
 * Expresses {@code reduce} as an aggregation that starts with nothing: the first value is the aggregate, so that the
 * reducer is asked only when there are two values. With it, every aggregating operator can reduce.
 */
@NullUnmarked // the API's initializers and aggregators may make and take null, which is the very point here
public final class Reducing {

    private Reducing() {}

    /** Starts with no aggregate. */
    public static <V> Initializer<V> initializer() {
        return () -> null;
    }

    /** Reduces the aggregate and the value, in this order, or takes the value when there is no aggregate. */
    public static <K, V> Aggregator<K, V, V> aggregator(Reducer<V> reducer) {
        return (key, value, aggregate) -> aggregate == null ? value : reducer.apply(aggregate, value);
    }

    /** Reduces what was merged so far and the next session's value, in this order. */
    public static <K, V> Merger<K, V> merger(Reducer<V> reducer) {
        return (key, one, other) -> one == null ? other : reducer.apply(one, other);
    }
}
