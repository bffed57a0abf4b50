package io.millrace.streams.spi;

import io.millrace.streams.KeyQueryMetadata;
import io.millrace.streams.StoreQueryParameters;
import io.millrace.streams.StreamsMetadata;
import io.millrace.streams.processor.StreamPartitioner;
import io.millrace.streams.query.StateQueryRequest;
import io.millrace.streams.query.StateQueryResult;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads of a running application's state, behind {@code MillraceStreams}, which says what each does. Thread safe. */
public interface Queries {

    <T> T store(StoreQueryParameters<T> parameters);

    <R> StateQueryResult<R> query(StateQueryRequest<R> request);

    Collection<StreamsMetadata> instances();

    Collection<StreamsMetadata> holding(String store);

    <K> @Nullable KeyQueryMetadata holding(String store, K key, StreamPartitioner<? super K, ?> partitioner);

    List<StoreLag> lags();
}
