package io.millrace.benchmarks.path;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.log.LogRecord;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Grouped;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.kstream.WindowedSerdes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Time per record through a task: 1,000 records of 100-byte values are handed in, processed and, where said, committed.
 * Output is encoded and forgotten.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordPathBenchmark {
    private static final int RECORDS = 1_000;
    private static final int WINDOW_MS = 600_000;
    private static final Serde<String> TEXT = Serdes.String();
    private static final Serde<Long> COUNT = Serdes.Long();

    private final List<LogRecord> records = records();
    private final TaskRig decode = rig(stream -> stream.foreach((key, value) -> {}));
    private final TaskRig filterAndMap = rig(stream -> stream.filter((key, value) -> value.charAt(0) != 'x')
            .mapValues(value -> value.concat("!"))
            .to(TaskRig.OUTPUT, Produced.with(TEXT, TEXT)));
    private final TaskRig aggregate = rig(stream -> stream.groupByKey(Grouped.with(TEXT, TEXT))
            .count(Materialized.with(TEXT, COUNT))
            .toStream()
            .to(TaskRig.OUTPUT, Produced.with(TEXT, COUNT)));
    private final TaskRig windowed = rig(stream -> stream.groupByKey(Grouped.with(TEXT, TEXT))
            .windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofMillis(WINDOW_MS)))
            .count(Materialized.with(TEXT, COUNT))
            .toStream()
            .to(TaskRig.OUTPUT, Produced.with(WindowedSerdes.timeWindowedSerdeFrom(String.class, WINDOW_MS), COUNT)));

    /** Queue, deserializers, and a step that does nothing. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void decode() {
        decode.process(records);
    }

    /** The pipe: two steps and a sink. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void filterAndMap() {
        filterAndMap.process(records);
        filterAndMap.commit();
    }

    /** Count by key; all 1,000 keys are in the write buffer. Without a commit. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void aggregateInTheBuffer() {
        aggregate.process(records);
    }

    /** The same with a commit: what was counted is emitted, encoded and applied. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void aggregateAndCommit() {
        aggregate.process(records);
        aggregate.commit();
    }

    /** Count by key and window; all are in the write buffer. Without a commit. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void windowedInTheBuffer() {
        windowed.process(records);
    }

    /** The same with a commit. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void windowedAndCommit() {
        windowed.process(records);
        windowed.commit();
    }

    private static TaskRig rig(Consumer<KStream<String, String>> steps) {
        StreamsBuilder builder = new StreamsBuilder();
        steps.accept(builder.stream(TaskRig.INPUT, Consumed.with(TEXT, TEXT)));
        return new TaskRig(builder.build());
    }

    private static List<LogRecord> records() {
        byte[] value = "0123456789".repeat(10).getBytes(UTF_8);
        return TaskRig.records(
                IntStream.range(0, RECORDS)
                        .mapToObj(i -> ("key-" + i).getBytes(UTF_8))
                        .toList(),
                IntStream.range(0, RECORDS).mapToObj(i -> value).toList());
    }
}
