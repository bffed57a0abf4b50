/**
 * The DSL: a topology written as a chain of operators on streams and tables.
 *
 * <p><b>The idea.</b> There are two ways to read a topic. As a {@link io.millrace.streams.kstream.KStream stream}, each
 * record is a fact of its own: "three items sold". As a {@link io.millrace.streams.kstream.KTable table}, each record
 * is the newest state of its key: "stock is 17 now". Grouping and aggregating turns a stream into a table; the changes
 * of a table are a stream again. Everything else are details of this.
 *
 * <pre>{@code
 * StreamsBuilder builder = new StreamsBuilder();
 * builder.stream("sales", Consumed.with(Serdes.String(), Serdes.Integer()))
 *        .groupByKey()
 *        .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofHours(1), Duration.ofMinutes(5)))
 *        .reduce(Integer::sum, Materialized.as("sold-per-hour"))
 *        .toStream()
 *        .to("sold-per-hour",
 *            Produced.with(WindowedSerdes.timeWindowedSerdeFrom(String.class, 3_600_000), Serdes.Integer()));
 * Topology topology = builder.build();
 * }</pre>
 *
 * <p><b>Nothing runs here.</b> An operator adds a step to a graph. The graph is planned and started by
 * {@code MillraceStreams}, and can be fed by hand in tests with {@code TopologyTestDriver}.
 *
 * <p><b>Keys and partitions.</b> State lives where its key lives. As long as an operator cannot change the key, records
 * stay in their partition; after {@code map}, {@code selectKey} and the like, the next step that needs equal keys
 * together sends the stream through an internal repartition topic. {@code mapValues} instead of {@code map} saves that.
 *
 * <p><b>Time.</b> Windows go by event time: the timestamp of the record, however late it arrives. Stream time is the
 * latest event time seen so far, and only moves forward. A window stays open until stream time passes its end plus its
 * grace period.
 *
 * <p><b>Names.</b> Steps, stores and internal topics get generated names with a running number, which shift when the
 * program changes. Whatever owns state should get a name of its own: {@link io.millrace.streams.kstream.Named},
 * {@link io.millrace.streams.kstream.Grouped}, {@link io.millrace.streams.kstream.Materialized}.
 *
 * <p><b>Null.</b> The functional interfaces are {@code @NullUnmarked}: they are handed whatever keys and values flow,
 * so whether null can come is a matter of the user's data.
 *
 * <p><b>How to read the package.</b> Start with {@link io.millrace.streams.kstream.KStream}. The interfaces
 * {@code KStream}, {@code KTable}, {@code KGroupedStream}, {@code KGroupedTable}, {@code TimeWindowedKStream} and
 * {@code BranchedKStream} are the operators; {@code Consumed}, {@code Produced}, {@code Grouped}, {@code Joined},
 * {@code Repartitioned}, {@code Materialized}, {@code Branched} and {@code Printed} are their parameters, whose
 * protected fields the implementation reads through subclasses; {@code Windows} and {@code Windowed} are about time.
 * Neighbours: {@link io.millrace.streams.state} for stores and {@link io.millrace.streams.processor.api} for processors
 * of one's own.
 */
@NullMarked
package io.millrace.streams.kstream;

import org.jspecify.annotations.NullMarked;
