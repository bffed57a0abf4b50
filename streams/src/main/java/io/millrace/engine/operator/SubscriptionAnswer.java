package io.millrace.engine.operator;

import org.jspecify.annotations.Nullable;

/**
 * What comes back for a subscription: the value of the entry referred to. Sent under the primary key. Immutable.
 *
 * @param hash of the value that the subscription was made for; null for a deletion
 * @param foreignValue null when there is none
 * @param primaryPartition where to send it, {@link SubscriptionMessage#UNKNOWN_PARTITION} to go by the key; not part of
 *     the bytes
 * @param <V> type of the foreign value
 */
record SubscriptionAnswer<V>(
        @Nullable ValueHash hash, @Nullable V foreignValue, int primaryPartition) {}
