package io.millrace.streams.state;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The aggregate of a session and headers: what session stores with headers keep. Immutable, as long as nobody changes
 * the headers.
 *
 * @param <AGG> type of the aggregate
 */
public final class AggregationWithHeaders<AGG> {

    private final @Nullable AGG aggregation;
    private final Headers headers;

    private AggregationWithHeaders(@Nullable AGG aggregation, Headers headers) {
        this.aggregation = aggregation;
        this.headers = requireNonNull(headers, "headers: null (expected: headers, empty ones for none)");
    }

    /**
     * Puts an aggregate and headers together.
     *
     * @param aggregation the aggregate; may be null
     * @param headers empty for none
     * @param <AGG> type of the aggregate
     * @return null if the aggregate is null
     * @throws NullPointerException if there is an aggregate, but the headers are null
     */
    public static <AGG> @Nullable AggregationWithHeaders<AGG> make(@Nullable AGG aggregation, Headers headers) {
        return aggregation == null ? null : new AggregationWithHeaders<>(aggregation, headers);
    }

    /**
     * Puts an aggregate and headers together, also where the aggregate is null.
     *
     * @param aggregation the aggregate; may be null
     * @param headers empty for none
     * @param <AGG> type of the aggregate
     * @return never null
     * @throws NullPointerException if the headers are null
     */
    public static <AGG> AggregationWithHeaders<AGG> makeAllowNullable(@Nullable AGG aggregation, Headers headers) {
        return new AggregationWithHeaders<>(aggregation, headers);
    }

    /**
     * The aggregate alone.
     *
     * @param aggregationWithHeaders may be null
     * @param <AGG> type of the aggregate
     * @return null if there is no entry or no aggregate
     */
    public static <AGG> @Nullable AGG getAggregationOrNull(
            @Nullable AggregationWithHeaders<AGG> aggregationWithHeaders) {
        return aggregationWithHeaders == null ? null : aggregationWithHeaders.aggregation;
    }

    /**
     * The aggregate.
     *
     * @return null only if made by {@link #makeAllowNullable}
     */
    @SuppressWarnings("NullAway") // as in ValueAndTimestamp: entries that stores hand out have an aggregate
    public AGG aggregation() {
        return aggregation;
    }

    /**
     * The headers.
     *
     * @return empty if there are none, never null
     */
    public Headers headers() {
        return headers;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AggregationWithHeaders<?> that
                && Objects.equals(aggregation, that.aggregation)
                && headers.equals(that.headers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(aggregation, headers);
    }

    @Override
    public String toString() {
        return "AggregationWithHeaders{aggregation=" + aggregation + ", headers=" + headers + '}';
    }
}
