package io.millrace.streams.kstream;

import io.millrace.streams.KeyValue;
import io.millrace.streams.processor.TopicNameExtractor;
import io.millrace.streams.processor.api.FixedKeyProcessorSupplier;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.state.KeyValueStore;
import org.apache.kafka.common.utils.Bytes;

/**
 * A stream of independent records: each one is a fact of its own and replaces nothing.
 *
 * <p>Comes from {@code StreamsBuilder.stream()}, from a {@link KTable}, or from an operator. An operator adds a step to
 * the topology and returns what leaves that step; nothing runs before the topology is started. Records keep their
 * timestamp and headers unless an operator says otherwise. Null keys and values pass through the operators of one
 * record at a time; grouping and joining need keys, and drop (and count) records without one.
 *
 * <p>An operator that may change the key ({@link #selectKey}, {@link #map}, {@link #flatMap}, {@link #process}) has no
 * cost itself, but makes the next grouping, join or {@link #toTable()} send the stream through a repartition topic, so
 * that equal keys meet in one partition. The {@code *Values} operators cannot change the key and avoid that.
 *
 * <p>Not thread safe: a topology is put together by one thread. The functions given to operators are called by the
 * worker threads, several at a time for different partitions. A function that throws ends in the
 * {@code processing.exception.handler}. Every method throws {@link NullPointerException} for a null argument. A name
 * that is used twice is refused with a {@link io.millrace.streams.errors.TopologyException}, at the latest when the
 * topology is built.
 *
 * <pre>{@code
 * lines.flatMapValues(line -> List.of(line.split(" ")))
 *      .groupBy((key, word) -> word)
 *      .count()
 *      .toStream()
 *      .to("counts", Produced.with(Serdes.String(), Serdes.Long()));
 * }</pre>
 *
 * @param <K> key type
 * @param <V> value type
 * @see KTable
 */
public interface KStream<K, V> {

    /**
     * Keeps the records for which the answer is yes.
     *
     * @param predicate asked for each record
     * @return the records that were kept
     */
    KStream<K, V> filter(Predicate<? super K, ? super V> predicate);

    /**
     * Named form of {@link #filter(Predicate)}.
     *
     * @param predicate asked for each record
     * @param named name of the step
     * @return the records that were kept
     */
    KStream<K, V> filter(Predicate<? super K, ? super V> predicate, Named named);

    /**
     * Keeps the records for which the answer is no.
     *
     * @param predicate asked for each record
     * @return the records that were kept
     */
    KStream<K, V> filterNot(Predicate<? super K, ? super V> predicate);

    /**
     * Named form of {@link #filterNot(Predicate)}.
     *
     * @param predicate asked for each record
     * @param named name of the step
     * @return the records that were kept
     */
    KStream<K, V> filterNot(Predicate<? super K, ? super V> predicate, Named named);

    /**
     * Gives each record a new key.
     *
     * @param <KOut> new key type
     * @param mapper makes the new key; may return null
     * @return the records with new keys
     */
    <KOut> KStream<KOut, V> selectKey(KeyValueMapper<? super K, ? super V, ? extends KOut> mapper);

    /**
     * Named form of {@link #selectKey(KeyValueMapper)}.
     *
     * @param <KOut> new key type
     * @param mapper makes the new key; may return null
     * @param named name of the step
     * @return the records with new keys
     */
    <KOut> KStream<KOut, V> selectKey(KeyValueMapper<? super K, ? super V, ? extends KOut> mapper, Named named);

    /**
     * Gives each record a new value.
     *
     * @param <VOut> new value type
     * @param mapper makes the new value; may return null
     * @return the records with new values
     */
    <VOut> KStream<K, VOut> mapValues(ValueMapper<? super V, ? extends VOut> mapper);

    /**
     * Named form of {@link #mapValues(ValueMapper)}.
     *
     * @param <VOut> new value type
     * @param mapper makes the new value; may return null
     * @param named name of the step
     * @return the records with new values
     */
    <VOut> KStream<K, VOut> mapValues(ValueMapper<? super V, ? extends VOut> mapper, Named named);

    /**
     * Gives each record a new value that may depend on its key.
     *
     * @param <VOut> new value type
     * @param mapper makes the new value; may return null
     * @return the records with new values
     */
    <VOut> KStream<K, VOut> mapValues(ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper);

    /**
     * Named form of {@link #mapValues(ValueMapperWithKey)}.
     *
     * @param <VOut> new value type
     * @param mapper makes the new value; may return null
     * @param named name of the step
     * @return the records with new values
     */
    <VOut> KStream<K, VOut> mapValues(ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper, Named named);

    /**
     * Gives each record a new key and a new value.
     *
     * @param <KOut> new key type
     * @param <VOut> new value type
     * @param mapper makes the new pair; must not return null
     * @return the new records
     */
    <KOut, VOut> KStream<KOut, VOut> map(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper);

    /**
     * Named form of {@link #map(KeyValueMapper)}.
     *
     * @param <KOut> new key type
     * @param <VOut> new value type
     * @param mapper makes the new pair; must not return null
     * @param named name of the step
     * @return the new records
     */
    <KOut, VOut> KStream<KOut, VOut> map(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper,
            Named named);

    /**
     * Makes any number of records out of each one.
     *
     * @param <KOut> new key type
     * @param <VOut> new value type
     * @param mapper makes the new pairs, in the order in which they go on; must not return null
     * @return the new records
     */
    <KOut, VOut> KStream<KOut, VOut> flatMap(
            KeyValueMapper<? super K, ? super V, ? extends Iterable<? extends KeyValue<? extends KOut, ? extends VOut>>>
                    mapper);

    /**
     * Named form of {@link #flatMap(KeyValueMapper)}.
     *
     * @param <KR> new key type
     * @param <VOut> new value type
     * @param mapper makes the new pairs, in the order in which they go on; must not return null
     * @param named name of the step
     * @return the new records
     */
    <KR, VOut> KStream<KR, VOut> flatMap(
            KeyValueMapper<? super K, ? super V, ? extends Iterable<? extends KeyValue<? extends KR, ? extends VOut>>>
                    mapper,
            Named named);

    /**
     * Makes any number of records with the same key out of each one.
     *
     * @param <VOut> new value type
     * @param mapper makes the new values, in the order in which they go on; must not return null
     * @return the new records
     */
    <VOut> KStream<K, VOut> flatMapValues(ValueMapper<? super V, ? extends Iterable<? extends VOut>> mapper);

    /**
     * Named form of {@link #flatMapValues(ValueMapper)}.
     *
     * @param <VOut> new value type
     * @param mapper makes the new values, in the order in which they go on; must not return null
     * @param named name of the step
     * @return the new records
     */
    <VOut> KStream<K, VOut> flatMapValues(
            ValueMapper<? super V, ? extends Iterable<? extends VOut>> mapper, Named named);

    /**
     * Makes any number of records with the same key out of each one, and may look at that key.
     *
     * @param <VOut> new value type
     * @param mapper makes the new values, in the order in which they go on; must not return null
     * @return the new records
     */
    <VOut> KStream<K, VOut> flatMapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends Iterable<? extends VOut>> mapper);

    /**
     * Named form of {@link #flatMapValues(ValueMapperWithKey)}.
     *
     * @param <VOut> new value type
     * @param mapper makes the new values, in the order in which they go on; must not return null
     * @param named name of the step
     * @return the new records
     */
    <VOut> KStream<K, VOut> flatMapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends Iterable<? extends VOut>> mapper, Named named);

    /**
     * Writes each record as a line of text, and ends there. For looking at a stream, not for output that counts.
     *
     * @param printed where to and how
     */
    void print(Printed<K, V> printed);

    /**
     * Does something with each record, and ends there.
     *
     * @param action called for each record
     */
    void foreach(ForeachAction<? super K, ? super V> action);

    /**
     * Named form of {@link #foreach(ForeachAction)}.
     *
     * @param action called for each record
     * @param named name of the step
     */
    void foreach(ForeachAction<? super K, ? super V> action, Named named);

    /**
     * Does something with each record, and passes it on.
     *
     * @param action called for each record; must not change it
     * @return the same records
     */
    KStream<K, V> peek(ForeachAction<? super K, ? super V> action);

    /**
     * Named form of {@link #peek(ForeachAction)}.
     *
     * @param action called for each record; must not change it
     * @param named name of the step
     * @return the same records
     */
    KStream<K, V> peek(ForeachAction<? super K, ? super V> action, Named named);

    /**
     * Begins to split the stream: each record goes to the first branch that wants it.
     *
     * @return takes the branches
     */
    BranchedKStream<K, V> split();

    /**
     * Named form of {@link #split()}.
     *
     * @param named name of the step, and what the names of the branches start with
     * @return takes the branches
     */
    BranchedKStream<K, V> split(Named named);

    /**
     * Puts this stream and another together. The order within each of the two stays; between them there is none.
     *
     * @param stream the other stream
     * @return the records of both
     */
    KStream<K, V> merge(KStream<K, V> stream);

    /**
     * Named form of {@link #merge(KStream)}.
     *
     * @param stream the other stream
     * @param named name of the step
     * @return the records of both
     */
    KStream<K, V> merge(KStream<K, V> stream, Named named);

    /**
     * Sends the stream through an internal topic, with the default serdes. From there on the records are spread by
     * their present key, over as many partitions as the input has.
     *
     * @return the records, read back
     */
    KStream<K, V> repartition();

    /**
     * Sends the stream through an internal topic.
     *
     * @param repartitioned name, serdes, number of partitions, partitioner
     * @return the records, read back
     */
    KStream<K, V> repartition(Repartitioned<K, V> repartitioned);

    /**
     * Writes the stream to a topic, with the default serdes, and ends there. The topic has to exist when the
     * application starts (the embedded log makes it on first use).
     *
     * @param topic the topic
     */
    void to(String topic);

    /**
     * Writes the stream to a topic, and ends there.
     *
     * @param topic the topic
     * @param produced serdes, partitioner, name of the step
     */
    void to(String topic, Produced<K, V> produced);

    /**
     * Writes each record to a topic of its own choice, with the default serdes, and ends there.
     *
     * @param topicExtractor chooses the topic
     */
    void to(TopicNameExtractor<K, V> topicExtractor);

    /**
     * Writes each record to a topic of its own choice, and ends there.
     *
     * @param topicExtractor chooses the topic
     * @param produced serdes, partitioner, name of the step
     */
    void to(TopicNameExtractor<K, V> topicExtractor, Produced<K, V> produced);

    /**
     * Reads the stream as the changes of a table: a record sets the value of its key, a null value deletes the key.
     * Records without a key are dropped.
     *
     * @return the table
     */
    KTable<K, V> toTable();

    /**
     * Named form of {@link #toTable()}.
     *
     * @param named name of the step
     * @return the table
     */
    KTable<K, V> toTable(Named named);

    /**
     * As {@link #toTable()}, and says how the table is kept.
     *
     * @param materialized name, kind and serdes of the store
     * @return the table
     */
    KTable<K, V> toTable(Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * As {@link #toTable()}, with a name, and says how the table is kept.
     *
     * @param named name of the step
     * @param materialized name, kind and serdes of the store
     * @return the table
     */
    KTable<K, V> toTable(Named named, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * Groups records by the key that they have, with the default serdes.
     *
     * @return takes the aggregation
     */
    KGroupedStream<K, V> groupByKey();

    /**
     * Groups records by the key that they have.
     *
     * @param grouped serdes, and name of the repartition topic if there is one
     * @return takes the aggregation
     */
    KGroupedStream<K, V> groupByKey(Grouped<K, V> grouped);

    /**
     * Gives each record a new key and groups by it, with the default serdes. Always needs a repartition topic.
     *
     * @param <KOut> key type of the groups
     * @param keySelector makes the new key; records for which it returns null are dropped
     * @return takes the aggregation
     */
    <KOut> KGroupedStream<KOut, V> groupBy(KeyValueMapper<? super K, ? super V, KOut> keySelector);

    /**
     * Gives each record a new key and groups by it. Always needs a repartition topic.
     *
     * @param <KOut> key type of the groups
     * @param keySelector makes the new key; records for which it returns null are dropped
     * @param grouped serdes, and name of the repartition topic
     * @return takes the aggregation
     */
    <KOut> KGroupedStream<KOut, V> groupBy(
            KeyValueMapper<? super K, ? super V, KOut> keySelector, Grouped<KOut, V> grouped);

    /**
     * Joins records of two streams that have the same key and are close in time: one result for each such pair, when
     * the later one of the two arrives. Records without a key or without a value are dropped. Neither stream leads the
     * other; {@link JoinWindows} says what is close.
     *
     * <p>The result has the key that both have, the later one of both timestamps, and the headers of the record that
     * arrived last. The topics of both streams must have the same number of partitions; a stream whose key may have
     * changed is sent through a repartition topic first. Both streams' records are kept in a store for the time of the
     * window and its grace period.
     *
     * <pre>{@code
     * KStream<String, String> paid = orders.join(
     *         payments,
     *         (order, payment) -> order + " paid by " + payment,
     *         JoinWindows.ofTimeDifferenceAndGrace(Duration.ofHours(1), Duration.ofMinutes(5)));
     * }</pre>
     *
     * @param <VRight> value type of the other stream
     * @param <VOut> value type of the result
     * @param otherStream the other stream
     * @param joiner makes the result value
     * @param windows how far apart in time two records may be
     * @return the joined records
     */
    <VRight, VOut> KStream<K, VOut> join(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows);

    /**
     * As {@link #join(KStream, ValueJoiner, JoinWindows)}, and the joiner may look at the key.
     *
     * @param otherStream the other stream
     * @param joiner makes the result value
     * @param windows how far apart in time two records may be
     * @return the joined records
     */
    <VRight, VOut> KStream<K, VOut> join(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows);

    /**
     * As {@link #join(KStream, ValueJoiner, JoinWindows)}, with serdes, names and stores.
     *
     * @param otherStream the other stream
     * @param joiner makes the result value
     * @param windows how far apart in time two records may be
     * @param streamJoined serdes, names and stores
     * @return the joined records
     */
    <VRight, VOut> KStream<K, VOut> join(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined);

    /**
     * As {@link #join(KStream, ValueJoinerWithKey, JoinWindows)}, with serdes, names and stores.
     *
     * @param otherStream the other stream
     * @param joiner makes the result value
     * @param windows how far apart in time two records may be
     * @param streamJoined serdes, names and stores
     * @return the joined records
     */
    <VRight, VOut> KStream<K, VOut> join(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined);

    /**
     * As {@link #join(KStream, ValueJoiner, JoinWindows)}, and a record of this stream that finds no partner gives a
     * result too: the joiner gets null for the other value then. That there is no partner is known when the window, and
     * its grace period, has passed; the result goes out with the next record of either stream that comes after, with
     * that record's headers and the timestamp of the one without partner. A record of this stream that has a value but
     * no key gives its result at once.
     *
     * @param otherStream the other stream
     * @param joiner makes the result value
     * @param windows how far apart in time two records may be
     * @return the joined records
     */
    <VRight, VOut> KStream<K, VOut> leftJoin(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows);

    /**
     * As {@link #leftJoin(KStream, ValueJoiner, JoinWindows)}, and the joiner may look at the key.
     *
     * @param otherStream the other stream
     * @param joiner makes the result value
     * @param windows how far apart in time two records may be
     * @return the joined records
     */
    <VRight, VOut> KStream<K, VOut> leftJoin(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows);

    /**
     * As {@link #leftJoin(KStream, ValueJoiner, JoinWindows)}, with serdes, names and stores.
     *
     * @param otherStream the other stream
     * @param joiner makes the result value
     * @param windows how far apart in time two records may be
     * @param streamJoined serdes, names and stores
     * @return the joined records
     */
    <VRight, VOut> KStream<K, VOut> leftJoin(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined);

    /**
     * As {@link #leftJoin(KStream, ValueJoinerWithKey, JoinWindows)}, with serdes, names and stores.
     *
     * @param otherStream the other stream
     * @param joiner makes the result value
     * @param windows how far apart in time two records may be
     * @param streamJoined serdes, names and stores
     * @return the joined records
     */
    <VRight, VOut> KStream<K, VOut> leftJoin(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined);

    /**
     * As {@link #leftJoin(KStream, ValueJoiner, JoinWindows)}, for both streams: records of either stream that find no
     * partner give a result, where the joiner gets null for the value that is missing.
     *
     * @param otherStream the other stream
     * @param joiner makes the result value
     * @param windows how far apart in time two records may be
     * @return the joined records
     */
    <VRight, VOut> KStream<K, VOut> outerJoin(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows);

    /**
     * As {@link #outerJoin(KStream, ValueJoiner, JoinWindows)}, and the joiner may look at the key.
     *
     * @param otherStream the other stream
     * @param joiner makes the result value
     * @param windows how far apart in time two records may be
     * @return the joined records
     */
    <VRight, VOut> KStream<K, VOut> outerJoin(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows);

    /**
     * As {@link #outerJoin(KStream, ValueJoiner, JoinWindows)}, with serdes, names and stores.
     *
     * @param otherStream the other stream
     * @param joiner makes the result value
     * @param windows how far apart in time two records may be
     * @param streamJoined serdes, names and stores
     * @return the joined records
     */
    <VRight, VOut> KStream<K, VOut> outerJoin(
            KStream<K, VRight> otherStream,
            ValueJoiner<? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined);

    /**
     * As {@link #outerJoin(KStream, ValueJoinerWithKey, JoinWindows)}, with serdes, names and stores.
     *
     * @param otherStream the other stream
     * @param joiner makes the result value
     * @param windows how far apart in time two records may be
     * @param streamJoined serdes, names and stores
     * @return the joined records
     */
    <VRight, VOut> KStream<K, VOut> outerJoin(
            KStream<K, VRight> otherStream,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> streamJoined);

    /**
     * Puts to each record the value that a table has for its key at this moment. Records whose key is not in the table
     * are dropped. Changes of the table alone give no result.
     *
     * <p>The topics of stream and table must have the same number of partitions. Which of the two is read first follows
     * from the timestamps, see {@code max.task.idle.ms}.
     *
     * @param <TableValue> value type of the table
     * @param <VOut> value type of the result
     * @param table the table
     * @param joiner makes the result value
     * @return the joined records, with key, timestamp and headers of the stream's record
     */
    <TableValue, VOut> KStream<K, VOut> join(
            KTable<K, TableValue> table, ValueJoiner<? super V, ? super TableValue, ? extends VOut> joiner);

    /**
     * As {@link #join(KTable, ValueJoiner)}, and the joiner may look at the key.
     *
     * @param <TableValue> value type of the table
     * @param <VOut> value type of the result
     * @param table the table
     * @param joiner makes the result value
     * @return the joined records
     */
    <TableValue, VOut> KStream<K, VOut> join(
            KTable<K, TableValue> table,
            ValueJoinerWithKey<? super K, ? super V, ? super TableValue, ? extends VOut> joiner);

    /**
     * As {@link #join(KTable, ValueJoiner)}, with serdes and a name.
     *
     * @param <TableValue> value type of the table
     * @param <VOut> value type of the result
     * @param table the table
     * @param joiner makes the result value
     * @param joined serdes for a repartition before the join, and a name
     * @return the joined records
     */
    <TableValue, VOut> KStream<K, VOut> join(
            KTable<K, TableValue> table,
            ValueJoiner<? super V, ? super TableValue, ? extends VOut> joiner,
            Joined<K, V, TableValue> joined);

    /**
     * As {@link #join(KTable, ValueJoinerWithKey)}, with serdes and a name.
     *
     * @param <TableValue> value type of the table
     * @param <VOut> value type of the result
     * @param table the table
     * @param joiner makes the result value
     * @param joined serdes for a repartition before the join, and a name
     * @return the joined records
     */
    <TableValue, VOut> KStream<K, VOut> join(
            KTable<K, TableValue> table,
            ValueJoinerWithKey<? super K, ? super V, ? super TableValue, ? extends VOut> joiner,
            Joined<K, V, TableValue> joined);

    /**
     * As {@link #join(KTable, ValueJoiner)}, but records whose key is not in the table are kept: the joiner then gets
     * null for the table's value.
     *
     * @param <VTable> value type of the table
     * @param <VOut> value type of the result
     * @param table the table
     * @param joiner makes the result value
     * @return the joined records
     */
    <VTable, VOut> KStream<K, VOut> leftJoin(
            KTable<K, VTable> table, ValueJoiner<? super V, ? super VTable, ? extends VOut> joiner);

    /**
     * As {@link #leftJoin(KTable, ValueJoiner)}, and the joiner may look at the key.
     *
     * @param <VTable> value type of the table
     * @param <VOut> value type of the result
     * @param table the table
     * @param joiner makes the result value
     * @return the joined records
     */
    <VTable, VOut> KStream<K, VOut> leftJoin(
            KTable<K, VTable> table, ValueJoinerWithKey<? super K, ? super V, ? super VTable, ? extends VOut> joiner);

    /**
     * As {@link #leftJoin(KTable, ValueJoiner)}, with serdes and a name.
     *
     * @param <VTable> value type of the table
     * @param <VOut> value type of the result
     * @param table the table
     * @param joiner makes the result value
     * @param joined serdes for a repartition before the join, and a name
     * @return the joined records
     */
    <VTable, VOut> KStream<K, VOut> leftJoin(
            KTable<K, VTable> table,
            ValueJoiner<? super V, ? super VTable, ? extends VOut> joiner,
            Joined<K, V, VTable> joined);

    /**
     * As {@link #leftJoin(KTable, ValueJoinerWithKey)}, with serdes and a name.
     *
     * @param <VTable> value type of the table
     * @param <VOut> value type of the result
     * @param table the table
     * @param joiner makes the result value
     * @param joined serdes for a repartition before the join, and a name
     * @return the joined records
     */
    <VTable, VOut> KStream<K, VOut> leftJoin(
            KTable<K, VTable> table,
            ValueJoinerWithKey<? super K, ? super V, ? super VTable, ? extends VOut> joiner,
            Joined<K, V, VTable> joined);

    /**
     * Puts to each record the value that a global table has for a key that is made from the record. Records for which
     * there is no such key, or the table has nothing, are dropped. The stream need not be partitioned by anything.
     *
     * <p>The table is read as it is at that moment; its changes give no result, and timestamps play no part.
     *
     * @param <GlobalKey> key type of the table
     * @param <GlobalValue> value type of the table
     * @param <VOut> value type of the result
     * @param globalTable the table
     * @param keySelector makes the key that is looked up
     * @param joiner makes the result value; the key that it may look at is the stream's
     * @return the joined records, with key, timestamp and headers of the stream's record
     */
    <GlobalKey, GlobalValue, VOut> KStream<K, VOut> join(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoiner<? super V, ? super GlobalValue, ? extends VOut> joiner);

    /**
     * As {@link #join(GlobalKTable, KeyValueMapper, ValueJoiner)}, and the joiner may look at the key.
     *
     * @param globalTable the table
     * @param keySelector makes the key that is looked up
     * @param joiner makes the result value; the key that it may look at is the stream's
     * @return the joined records, with key, timestamp and headers of the stream's record
     */
    <GlobalKey, GlobalValue, VOut> KStream<K, VOut> join(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoinerWithKey<? super K, ? super V, ? super GlobalValue, ? extends VOut> joiner);

    /**
     * As {@link #join(GlobalKTable, KeyValueMapper, ValueJoiner)}, with a name.
     *
     * @param globalTable the table
     * @param keySelector makes the key that is looked up
     * @param joiner makes the result value; the key that it may look at is the stream's
     * @param named name of the step
     * @return the joined records, with key, timestamp and headers of the stream's record
     */
    <GlobalKey, GlobalValue, VOut> KStream<K, VOut> join(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoiner<? super V, ? super GlobalValue, ? extends VOut> joiner,
            Named named);

    /**
     * As {@link #join(GlobalKTable, KeyValueMapper, ValueJoinerWithKey)}, with a name.
     *
     * @param globalTable the table
     * @param keySelector makes the key that is looked up
     * @param joiner makes the result value; the key that it may look at is the stream's
     * @param named name of the step
     * @return the joined records, with key, timestamp and headers of the stream's record
     */
    <GlobalKey, GlobalValue, VOut> KStream<K, VOut> join(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoinerWithKey<? super K, ? super V, ? super GlobalValue, ? extends VOut> joiner,
            Named named);

    /**
     * As {@link #join(GlobalKTable, KeyValueMapper, ValueJoiner)}, but records that find nothing are kept, those for
     * which there is no key too: the joiner then gets null for the table's value.
     *
     * @param globalTable the table
     * @param keySelector makes the key that is looked up
     * @param joiner makes the result value; the key that it may look at is the stream's
     * @return the joined records, with key, timestamp and headers of the stream's record
     */
    <GlobalKey, GlobalValue, VOut> KStream<K, VOut> leftJoin(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoiner<? super V, ? super GlobalValue, ? extends VOut> joiner);

    /**
     * As {@link #leftJoin(GlobalKTable, KeyValueMapper, ValueJoiner)}, and the joiner may look at the key.
     *
     * @param globalTable the table
     * @param keySelector makes the key that is looked up
     * @param joiner makes the result value; the key that it may look at is the stream's
     * @return the joined records, with key, timestamp and headers of the stream's record
     */
    <GlobalKey, GlobalValue, VOut> KStream<K, VOut> leftJoin(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoinerWithKey<? super K, ? super V, ? super GlobalValue, ? extends VOut> joiner);

    /**
     * As {@link #leftJoin(GlobalKTable, KeyValueMapper, ValueJoiner)}, with a name.
     *
     * @param globalTable the table
     * @param keySelector makes the key that is looked up
     * @param joiner makes the result value; the key that it may look at is the stream's
     * @param named name of the step
     * @return the joined records, with key, timestamp and headers of the stream's record
     */
    <GlobalKey, GlobalValue, VOut> KStream<K, VOut> leftJoin(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoiner<? super V, ? super GlobalValue, ? extends VOut> joiner,
            Named named);

    /**
     * As {@link #leftJoin(GlobalKTable, KeyValueMapper, ValueJoinerWithKey)}, with a name.
     *
     * @param globalTable the table
     * @param keySelector makes the key that is looked up
     * @param joiner makes the result value; the key that it may look at is the stream's
     * @param named name of the step
     * @return the joined records, with key, timestamp and headers of the stream's record
     */
    <GlobalKey, GlobalValue, VOut> KStream<K, VOut> leftJoin(
            GlobalKTable<GlobalKey, GlobalValue> globalTable,
            KeyValueMapper<? super K, ? super V, ? extends GlobalKey> keySelector,
            ValueJoinerWithKey<? super K, ? super V, ? super GlobalValue, ? extends VOut> joiner,
            Named named);

    /**
     * Hands each record to a processor of one's own, which sends on what it likes, may keep state and may act by time.
     *
     * @param <KOut> key type of what the processor sends on
     * @param <VOut> value type of what the processor sends on
     * @param processorSupplier makes the processor, a new one for each partition
     * @param stateStoreNames stores that the processor uses; they have to be in the builder already
     * @return what the processor sends on
     */
    <KOut, VOut> KStream<KOut, VOut> process(
            ProcessorSupplier<? super K, ? super V, ? extends KOut, ? extends VOut> processorSupplier,
            String... stateStoreNames);

    /**
     * Named form of {@link #process(ProcessorSupplier, String...)}.
     *
     * @param <KOut> key type of what the processor sends on
     * @param <VOut> value type of what the processor sends on
     * @param processorSupplier makes the processor, a new one for each partition
     * @param named name of the step
     * @param stateStoreNames stores that the processor uses; they have to be in the builder already
     * @return what the processor sends on
     */
    <KOut, VOut> KStream<KOut, VOut> process(
            ProcessorSupplier<? super K, ? super V, ? extends KOut, ? extends VOut> processorSupplier,
            Named named,
            String... stateStoreNames);

    /**
     * Hands each record to a processor of one's own that cannot change keys, so that no repartition is needed later.
     *
     * @param <VOut> value type of what the processor sends on
     * @param processorSupplier makes the processor, a new one for each partition
     * @param stateStoreNames stores that the processor uses; they have to be in the builder already
     * @return what the processor sends on
     */
    <VOut> KStream<K, VOut> processValues(
            FixedKeyProcessorSupplier<? super K, ? super V, ? extends VOut> processorSupplier,
            String... stateStoreNames);

    /**
     * Named form of {@link #processValues(FixedKeyProcessorSupplier, String...)}.
     *
     * @param <VOut> value type of what the processor sends on
     * @param processorSupplier makes the processor, a new one for each partition
     * @param named name of the step
     * @param stateStoreNames stores that the processor uses; they have to be in the builder already
     * @return what the processor sends on
     */
    <VOut> KStream<K, VOut> processValues(
            FixedKeyProcessorSupplier<? super K, ? super V, ? extends VOut> processorSupplier,
            Named named,
            String... stateStoreNames);
}
