package io.millrace.streams.state;

import io.millrace.streams.processor.StateStore;

/**
 * A session store that keeps headers with every aggregate. The time of a session is its end, so there is no timestamp.
 *
 * @param <K> key type
 * @param <AGG> type of the aggregates
 */
public interface SessionStoreWithHeaders<K, AGG> extends StateStore, SessionStore<K, AggregationWithHeaders<AGG>> {}
