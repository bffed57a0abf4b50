package io.millrace.streams.kstream;

import io.millrace.streams.KeyValue;
import io.millrace.streams.state.KeyValueStore;
import java.util.function.BiFunction;
import java.util.function.Function;
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
     * Holds changes back and passes on, per key, only the last one: after a time, or when the key's window has closed.
     * The entries that wait are kept on the heap and, unless switched off, in a changelog; nothing is lost by a
     * restart.
     *
     * <p>Time is event time: what waits goes on when a later record arrives, not by itself.
     *
     * <pre>{@code
     * counts.suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded())).toStream().to("final-counts");
     * }</pre>
     *
     * @param suppressed how long to hold back, and how much may wait
     * @return the table with fewer changes
     * @throws io.millrace.streams.errors.TopologyException when it is to wait for windows and the table has none
     */
    KTable<K, V> suppress(Suppressed<? super K> suppressed);

    /**
     * Gives each entry a new value by an object that may read and write stores. In contrast to {@code mapValues} it is
     * asked about deletions too, with a null value; it must not forward anything itself.
     *
     * @param <VR> new value type
     * @param transformerSupplier makes one transformer per task, and one more for each step that reads a result which
     *     is kept nowhere
     * @param stateStoreNames stores that the transformer may use
     * @return the table with new values
     */
    <VR> KTable<K, VR> transformValues(
            ValueTransformerWithKeySupplier<? super K, ? super V, ? extends VR> transformerSupplier,
            String... stateStoreNames);

    /**
     * As {@link #transformValues(ValueTransformerWithKeySupplier, String...)}, with a name.
     *
     * @param <VR> new value type
     * @param transformerSupplier makes one transformer per task, and one more for each step that reads a result which
     *     is kept nowhere
     * @param named name of the step
     * @param stateStoreNames stores that the transformer may use
     * @return the table with new values
     */
    <VR> KTable<K, VR> transformValues(
            ValueTransformerWithKeySupplier<? super K, ? super V, ? extends VR> transformerSupplier,
            Named named,
            String... stateStoreNames);

    /**
     * As {@link #transformValues(ValueTransformerWithKeySupplier, String...)}, and keeps the result in a store.
     *
     * @param <VR> new value type
     * @param transformerSupplier makes one transformer per task, and one more for each step that reads a result which
     *     is kept nowhere
     * @param materialized name, kind and serdes of the store that keeps the result
     * @param stateStoreNames stores that the transformer may use
     * @return the table with new values
     */
    <VR> KTable<K, VR> transformValues(
            ValueTransformerWithKeySupplier<? super K, ? super V, ? extends VR> transformerSupplier,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized,
            String... stateStoreNames);

    /**
     * As {@link #transformValues(ValueTransformerWithKeySupplier, String...)}, with a name, and keeps the result in a
     * store.
     *
     * @param <VR> new value type
     * @param transformerSupplier makes one transformer per task, and one more for each step that reads a result which
     *     is kept nowhere
     * @param materialized name, kind and serdes of the store that keeps the result
     * @param named name of the step
     * @param stateStoreNames stores that the transformer may use
     * @return the table with new values
     */
    <VR> KTable<K, VR> transformValues(
            ValueTransformerWithKeySupplier<? super K, ? super V, ? extends VR> transformerSupplier,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized,
            Named named,
            String... stateStoreNames);

    /**
     * Joins with another table by key: the result has the keys that both have. It changes when either side does; its
     * time is the later one of the two entries. Both topics need the same number of partitions.
     *
     * @param <VO> value type of the other table
     * @param <VR> value type of the result
     * @param other the other table
     * @param joiner makes the value of the result; null for none
     * @return the joined table
     */
    <VO, VR> KTable<K, VR> join(KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner);

    /**
     * As {@link #join(KTable, ValueJoiner)}, with a name.
     *
     * @param <VO> value type of the other table
     * @param <VR> value type of the result
     * @param other the other table
     * @param joiner makes the value of the result; null for none
     * @param named base name of the steps
     * @return the joined table
     */
    <VO, VR> KTable<K, VR> join(
            KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner, Named named);

    /**
     * As {@link #join(KTable, ValueJoiner)}, and keeps the result in a store.
     *
     * @param <VO> value type of the other table
     * @param <VR> value type of the result
     * @param other the other table
     * @param joiner makes the value of the result; null for none
     * @param materialized name, kind and serdes of the store
     * @return the joined table
     */
    <VO, VR> KTable<K, VR> join(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #join(KTable, ValueJoiner)}, with a name, and keeps the result in a store.
     *
     * @param <VO> value type of the other table
     * @param <VR> value type of the result
     * @param other the other table
     * @param joiner makes the value of the result; null for none
     * @param named base name of the steps
     * @param materialized name, kind and serdes of the store
     * @return the joined table
     */
    <VO, VR> KTable<K, VR> join(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * Joins with another table by key: the result has the keys of this table. Where the other one has no such key, the
     * joiner gets null for its value. The time of an entry is the later one of the two.
     *
     * @param <VO> value type of the other table
     * @param <VR> value type of the result
     * @param other the other table
     * @param joiner makes the value of the result; null for none
     * @return the joined table
     */
    <VO, VR> KTable<K, VR> leftJoin(KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner);

    /**
     * As {@link #leftJoin(KTable, ValueJoiner)}, with a name.
     *
     * @param <VO> value type of the other table
     * @param <VR> value type of the result
     * @param other the other table
     * @param joiner makes the value of the result; null for none
     * @param named base name of the steps
     * @return the joined table
     */
    <VO, VR> KTable<K, VR> leftJoin(
            KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner, Named named);

    /**
     * As {@link #leftJoin(KTable, ValueJoiner)}, and keeps the result in a store.
     *
     * @param <VO> value type of the other table
     * @param <VR> value type of the result
     * @param other the other table
     * @param joiner makes the value of the result; null for none
     * @param materialized name, kind and serdes of the store
     * @return the joined table
     */
    <VO, VR> KTable<K, VR> leftJoin(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #leftJoin(KTable, ValueJoiner)}, with a name, and keeps the result in a store.
     *
     * @param <VO> value type of the other table
     * @param <VR> value type of the result
     * @param other the other table
     * @param joiner makes the value of the result; null for none
     * @param named base name of the steps
     * @param materialized name, kind and serdes of the store
     * @return the joined table
     */
    <VO, VR> KTable<K, VR> leftJoin(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * Joins with another table by key: the result has the keys that at least one of them has. The joiner gets null for
     * the value of the side that has no such key. The time of an entry is the later one of the two.
     *
     * @param <VO> value type of the other table
     * @param <VR> value type of the result
     * @param other the other table
     * @param joiner makes the value of the result; null for none
     * @return the joined table
     */
    <VO, VR> KTable<K, VR> outerJoin(KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner);

    /**
     * As {@link #outerJoin(KTable, ValueJoiner)}, with a name.
     *
     * @param <VO> value type of the other table
     * @param <VR> value type of the result
     * @param other the other table
     * @param joiner makes the value of the result; null for none
     * @param named base name of the steps
     * @return the joined table
     */
    <VO, VR> KTable<K, VR> outerJoin(
            KTable<K, VO> other, ValueJoiner<? super V, ? super VO, ? extends VR> joiner, Named named);

    /**
     * As {@link #outerJoin(KTable, ValueJoiner)}, and keeps the result in a store.
     *
     * @param <VO> value type of the other table
     * @param <VR> value type of the result
     * @param other the other table
     * @param joiner makes the value of the result; null for none
     * @param materialized name, kind and serdes of the store
     * @return the joined table
     */
    <VO, VR> KTable<K, VR> outerJoin(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #outerJoin(KTable, ValueJoiner)}, with a name, and keeps the result in a store.
     *
     * @param <VO> value type of the other table
     * @param <VR> value type of the result
     * @param other the other table
     * @param joiner makes the value of the result; null for none
     * @param named base name of the steps
     * @param materialized name, kind and serdes of the store
     * @return the joined table
     */
    <VO, VR> KTable<K, VR> outerJoin(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * Joins with another table by a key that each entry of this one refers to, as a row refers to a row of another
     * table: many entries here may refer to the same entry there. An entry without a foreign key, or whose foreign key
     * the other table does not have, is not in the result. When the other entry changes, all that refer to it change.
     *
     * <p>Goes through two internal topics: subscriptions to the partitions of the other table, answers back. An answer
     * that was overtaken by a newer value of the entry is dropped; for that, the value serializer must make equal bytes
     * of equal values.
     *
     * @param <VR> value type of the result
     * @param <KO> key type of the other table
     * @param <VO> value type of the other table
     * @param other the table that is referred to
     * @param foreignKeyExtractor finds the other table's key in a value; null for none
     * @param joiner makes the value of the result; null for none
     * @return the joined table
     */
    <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner);

    /**
     * As {@link #join(KTable, Function, ValueJoiner)}, with the key at hand.
     *
     * @param <VR> value type of the result
     * @param <KO> key type of the other table
     * @param <VO> value type of the other table
     * @param other the table that is referred to
     * @param foreignKeyExtractor finds the other table's key in a key and its value; null for none
     * @param joiner makes the value of the result; null for none
     * @return the joined table
     */
    <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner);

    /**
     * As {@link #join(KTable, Function, ValueJoiner)}, with a name and partitioners.
     *
     * @param <VR> value type of the result
     * @param <KO> key type of the other table
     * @param <VO> value type of the other table
     * @param other the table that is referred to
     * @param foreignKeyExtractor finds the other table's key in a value; null for none
     * @param joiner makes the value of the result; null for none
     * @param tableJoined name and partitioners
     * @return the joined table
     */
    <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined);

    /**
     * As {@link #join(KTable, Function, ValueJoiner)}, with a name and partitioners.
     *
     * @param <VR> value type of the result
     * @param <KO> key type of the other table
     * @param <VO> value type of the other table
     * @param other the table that is referred to
     * @param foreignKeyExtractor finds the other table's key in a key and its value; null for none
     * @param joiner makes the value of the result; null for none
     * @param tableJoined name and partitioners
     * @return the joined table
     */
    <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined);

    /**
     * As {@link #join(KTable, Function, ValueJoiner)}, and keeps the result in a store.
     *
     * @param <VR> value type of the result
     * @param <KO> key type of the other table
     * @param <VO> value type of the other table
     * @param other the table that is referred to
     * @param foreignKeyExtractor finds the other table's key in a value; null for none
     * @param joiner makes the value of the result; null for none
     * @param materialized name, kind and serdes of the store
     * @return the joined table
     */
    <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #join(KTable, Function, ValueJoiner)}, and keeps the result in a store.
     *
     * @param <VR> value type of the result
     * @param <KO> key type of the other table
     * @param <VO> value type of the other table
     * @param other the table that is referred to
     * @param foreignKeyExtractor finds the other table's key in a key and its value; null for none
     * @param joiner makes the value of the result; null for none
     * @param materialized name, kind and serdes of the store
     * @return the joined table
     */
    <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #join(KTable, Function, ValueJoiner)}, with a name and partitioners, and keeps the result in a store.
     *
     * @param <VR> value type of the result
     * @param <KO> key type of the other table
     * @param <VO> value type of the other table
     * @param other the table that is referred to
     * @param foreignKeyExtractor finds the other table's key in a value; null for none
     * @param joiner makes the value of the result; null for none
     * @param tableJoined name and partitioners
     * @param materialized name, kind and serdes of the store
     * @return the joined table
     */
    <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #join(KTable, Function, ValueJoiner)}, with a name and partitioners, and keeps the result in a store.
     *
     * @param <VR> value type of the result
     * @param <KO> key type of the other table
     * @param <VO> value type of the other table
     * @param other the table that is referred to
     * @param foreignKeyExtractor finds the other table's key in a key and its value; null for none
     * @param joiner makes the value of the result; null for none
     * @param tableJoined name and partitioners
     * @param materialized name, kind and serdes of the store
     * @return the joined table
     */
    <VR, KO, VO> KTable<K, VR> join(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #join(KTable, Function, ValueJoiner)}, but every entry of this table is in the result: the joiner gets
     * null where there is no foreign key, or the other table does not have it.
     *
     * @param <VR> value type of the result
     * @param <KO> key type of the other table
     * @param <VO> value type of the other table
     * @param other the table that is referred to
     * @param foreignKeyExtractor finds the other table's key in a value; null for none
     * @param joiner makes the value of the result; null for none
     * @return the joined table
     */
    <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner);

    /**
     * As {@link #leftJoin(KTable, Function, ValueJoiner)}, with the key at hand.
     *
     * @param <VR> value type of the result
     * @param <KO> key type of the other table
     * @param <VO> value type of the other table
     * @param other the table that is referred to
     * @param foreignKeyExtractor finds the other table's key in a key and its value; null for none
     * @param joiner makes the value of the result; null for none
     * @return the joined table
     */
    <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner);

    /**
     * As {@link #leftJoin(KTable, Function, ValueJoiner)}, with a name and partitioners.
     *
     * @param <VR> value type of the result
     * @param <KO> key type of the other table
     * @param <VO> value type of the other table
     * @param other the table that is referred to
     * @param foreignKeyExtractor finds the other table's key in a value; null for none
     * @param joiner makes the value of the result; null for none
     * @param tableJoined name and partitioners
     * @return the joined table
     */
    <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined);

    /**
     * As {@link #leftJoin(KTable, Function, ValueJoiner)}, with a name and partitioners.
     *
     * @param <VR> value type of the result
     * @param <KO> key type of the other table
     * @param <VO> value type of the other table
     * @param other the table that is referred to
     * @param foreignKeyExtractor finds the other table's key in a key and its value; null for none
     * @param joiner makes the value of the result; null for none
     * @param tableJoined name and partitioners
     * @return the joined table
     */
    <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined);

    /**
     * As {@link #leftJoin(KTable, Function, ValueJoiner)}, and keeps the result in a store.
     *
     * @param <VR> value type of the result
     * @param <KO> key type of the other table
     * @param <VO> value type of the other table
     * @param other the table that is referred to
     * @param foreignKeyExtractor finds the other table's key in a value; null for none
     * @param joiner makes the value of the result; null for none
     * @param materialized name, kind and serdes of the store
     * @return the joined table
     */
    <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #leftJoin(KTable, Function, ValueJoiner)}, and keeps the result in a store.
     *
     * @param <VR> value type of the result
     * @param <KO> key type of the other table
     * @param <VO> value type of the other table
     * @param other the table that is referred to
     * @param foreignKeyExtractor finds the other table's key in a key and its value; null for none
     * @param joiner makes the value of the result; null for none
     * @param materialized name, kind and serdes of the store
     * @return the joined table
     */
    <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #leftJoin(KTable, Function, ValueJoiner)}, with a name and partitioners, and keeps the result in a
     * store.
     *
     * @param <VR> value type of the result
     * @param <KO> key type of the other table
     * @param <VO> value type of the other table
     * @param other the table that is referred to
     * @param foreignKeyExtractor finds the other table's key in a value; null for none
     * @param joiner makes the value of the result; null for none
     * @param tableJoined name and partitioners
     * @param materialized name, kind and serdes of the store
     * @return the joined table
     */
    <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            Function<? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #leftJoin(KTable, Function, ValueJoiner)}, with a name and partitioners, and keeps the result in a
     * store.
     *
     * @param <VR> value type of the result
     * @param <KO> key type of the other table
     * @param <VO> value type of the other table
     * @param other the table that is referred to
     * @param foreignKeyExtractor finds the other table's key in a key and its value; null for none
     * @param joiner makes the value of the result; null for none
     * @param tableJoined name and partitioners
     * @param materialized name, kind and serdes of the store
     * @return the joined table
     */
    <VR, KO, VO> KTable<K, VR> leftJoin(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> foreignKeyExtractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            TableJoined<K, KO> tableJoined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * The name under which the table can be queried.
     *
     * @return name of the store; {@code null} if the table has none that can be queried
     */
    @Nullable
    String queryableStoreName();
}
