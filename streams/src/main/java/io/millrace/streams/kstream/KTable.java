package io.millrace.streams.kstream;

import io.millrace.streams.KeyValue;
import io.millrace.streams.state.KeyValueStore;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A table that changes: a record sets the value of its key, a record with a null value deletes the key.
 *
 * <p>Comes from {@code StreamsBuilder.table()}, from {@link KStream#toTable()}, or from an aggregation. An operator
 * adds a step to the topology and returns the table that follows from this one; nothing runs before the topology is
 * started. What flows between tables are changes, each with the new value and, where a later step needs it, the old
 * one.
 *
 * <p>Without a {@link Materialized} the result of an operator is computed when it is needed and is kept nowhere. With
 * one it is kept in a store of its own; if the store has a name, the table can be queried under
 * {@link #queryableStoreName()}. Where a store has a cache, several changes of a key between two commits go on as one.
 *
 * <p>Not thread safe: a topology is put together by one thread. The functions given to operators are called by the
 * worker threads, several at a time for different partitions. Every method throws {@link NullPointerException} for a
 * null argument. A name that is used twice is refused with a {@link io.millrace.streams.errors.TopologyException}, at
 * the latest when the topology is built.
 *
 * @param <K> key type
 * @param <V> value type
 * @see KStream
 */
public interface KTable<K, V> {

    /**
     * Keeps the entries for which the answer is yes. An entry that changes from yes to no is deleted from the result.
     *
     * @param predicate asked for each entry that is not a deletion
     * @return the entries that were kept
     */
    KTable<K, V> filter(Predicate<? super K, ? super V> predicate);

    /**
     * Named form of {@link #filter(Predicate)}.
     *
     * @param predicate asked for each entry that is not a deletion
     * @param named name of the step
     * @return the entries that were kept
     */
    KTable<K, V> filter(Predicate<? super K, ? super V> predicate, Named named);

    /**
     * As {@link #filter(Predicate)}, and keeps the result in a store.
     *
     * @param predicate asked for each entry that is not a deletion
     * @param materialized name, kind and serdes of the store
     * @return the entries that were kept
     */
    KTable<K, V> filter(
            Predicate<? super K, ? super V> predicate, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #filter(Predicate)}, with a name, and keeps the result in a store.
     *
     * @param predicate asked for each entry that is not a deletion
     * @param named name of the step
     * @param materialized name, kind and serdes of the store
     * @return the entries that were kept
     */
    KTable<K, V> filter(
            Predicate<? super K, ? super V> predicate,
            Named named,
            Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * Keeps the entries for which the answer is no. An entry that changes from no to yes is deleted from the result.
     *
     * @param predicate asked for each entry that is not a deletion
     * @return the entries that were kept
     */
    KTable<K, V> filterNot(Predicate<? super K, ? super V> predicate);

    /**
     * Named form of {@link #filterNot(Predicate)}.
     *
     * @param predicate asked for each entry that is not a deletion
     * @param named name of the step
     * @return the entries that were kept
     */
    KTable<K, V> filterNot(Predicate<? super K, ? super V> predicate, Named named);

    /**
     * As {@link #filterNot(Predicate)}, and keeps the result in a store.
     *
     * @param predicate asked for each entry that is not a deletion
     * @param materialized name, kind and serdes of the store
     * @return the entries that were kept
     */
    KTable<K, V> filterNot(
            Predicate<? super K, ? super V> predicate, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #filterNot(Predicate)}, with a name, and keeps the result in a store.
     *
     * @param predicate asked for each entry that is not a deletion
     * @param named name of the step
     * @param materialized name, kind and serdes of the store
     * @return the entries that were kept
     */
    KTable<K, V> filterNot(
            Predicate<? super K, ? super V> predicate,
            Named named,
            Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * Gives each entry a new value. Deletions stay deletions, the mapper is not asked.
     *
     * @param <VR> new value type
     * @param mapper makes the new value; null deletes the entry from the result
     * @return the table with new values
     */
    <VR> KTable<K, VR> mapValues(ValueMapper<? super V, ? extends VR> mapper);

    /**
     * Named form of {@link #mapValues(ValueMapper)}.
     *
     * @param <VR> new value type
     * @param mapper makes the new value; null deletes the entry from the result
     * @param named name of the step
     * @return the table with new values
     */
    <VR> KTable<K, VR> mapValues(ValueMapper<? super V, ? extends VR> mapper, Named named);

    /**
     * Gives each entry a new value that may depend on its key. Deletions stay deletions, the mapper is not asked.
     *
     * @param <VR> new value type
     * @param mapper makes the new value; null deletes the entry from the result
     * @return the table with new values
     */
    <VR> KTable<K, VR> mapValues(ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper);

    /**
     * Named form of {@link #mapValues(ValueMapperWithKey)}.
     *
     * @param <VR> new value type
     * @param mapper makes the new value; null deletes the entry from the result
     * @param named name of the step
     * @return the table with new values
     */
    <VR> KTable<K, VR> mapValues(ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper, Named named);

    /**
     * As {@link #mapValues(ValueMapper)}, and keeps the result in a store.
     *
     * @param <VR> new value type
     * @param mapper makes the new value; null deletes the entry from the result
     * @param materialized name, kind and serdes of the store
     * @return the table with new values
     */
    <VR> KTable<K, VR> mapValues(
            ValueMapper<? super V, ? extends VR> mapper,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #mapValues(ValueMapper)}, with a name, and keeps the result in a store.
     *
     * @param <VR> new value type
     * @param mapper makes the new value; null deletes the entry from the result
     * @param named name of the step
     * @param materialized name, kind and serdes of the store
     * @return the table with new values
     */
    <VR> KTable<K, VR> mapValues(
            ValueMapper<? super V, ? extends VR> mapper,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #mapValues(ValueMapperWithKey)}, and keeps the result in a store.
     *
     * @param <VR> new value type
     * @param mapper makes the new value; null deletes the entry from the result
     * @param materialized name, kind and serdes of the store
     * @return the table with new values
     */
    <VR> KTable<K, VR> mapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #mapValues(ValueMapperWithKey)}, with a name, and keeps the result in a store.
     *
     * @param <VR> new value type
     * @param mapper makes the new value; null deletes the entry from the result
     * @param named name of the step
     * @param materialized name, kind and serdes of the store
     * @return the table with new values
     */
    <VR> KTable<K, VR> mapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * The changes of the table as a stream: one record for each change, with a null value for a deletion.
     *
     * @return the stream of changes
     */
    KStream<K, V> toStream();

    /**
     * Named form of {@link #toStream()}.
     *
     * @param named name of the step
     * @return the stream of changes
     */
    KStream<K, V> toStream(Named named);

    /**
     * The changes of the table as a stream, with new keys.
     *
     * @param <KR> new key type
     * @param mapper makes the new key
     * @return the stream of changes
     */
    <KR> KStream<KR, V> toStream(KeyValueMapper<? super K, ? super V, ? extends KR> mapper);

    /**
     * Named form of {@link #toStream(KeyValueMapper)}.
     *
     * @param <KR> new key type
     * @param mapper makes the new key
     * @param named name of the step
     * @return the stream of changes
     */
    <KR> KStream<KR, V> toStream(KeyValueMapper<? super K, ? super V, ? extends KR> mapper, Named named);

    /**
     * Groups the entries by a new key, with the default serdes. When an entry changes, it is taken out of its old group
     * and put into its new one. Always needs a repartition topic.
     *
     * @param <KR> key type of the groups
     * @param <VR> value type of the groups
     * @param selector makes the new key and value; must not return null; an entry with a null key or value in it is in
     *     no group
     * @return takes the aggregation
     */
    <KR, VR> KGroupedTable<KR, VR> groupBy(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KR, ? extends VR>> selector);

    /**
     * As {@link #groupBy(KeyValueMapper)}, with serdes and a name.
     *
     * @param <KR> key type of the groups
     * @param <VR> value type of the groups
     * @param selector makes the new key and value; must not return null; an entry with a null key or value in it is in
     *     no group
     * @param grouped serdes, and name of the repartition topic
     * @return takes the aggregation
     */
    <KR, VR> KGroupedTable<KR, VR> groupBy(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KR, ? extends VR>> selector,
            Grouped<KR, VR> grouped);

    /**
     * The name under which the table can be queried.
     *
     * @return name of the store; {@code null} if the table has none that can be queried
     */
    @Nullable
    String queryableStoreName();
}
