package io.millrace.engine.operator;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * How long a join of a stream with a table lets records wait, so that late updates of the table still count. Immutable.
 *
 * @param storeName the store in which they wait: keys and values are bytes
 * @param graceMs how long, in milliseconds of the stream's time
 * @param topic what serdes are told
 * @param keySerde null for the default
 * @param valueSerde null for the default
 */
public record JoinGrace<K, V>(
        String storeName,
        long graceMs,
        String topic,
        @Nullable Serde<K> keySerde,
        @Nullable Serde<V> valueSerde) {}
