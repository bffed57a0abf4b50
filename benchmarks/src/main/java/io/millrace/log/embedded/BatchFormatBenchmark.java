package io.millrace.log.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Encoding and decoding of a batch of 1,000 records with a 10-byte key and a 100-byte value; time per record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BatchFormatBenchmark {
    private static final int RECORDS = 1_000;

    private final byte[] key = "key-123456".getBytes(UTF_8);
    private final byte[] value = "0123456789".repeat(10).getBytes(UTF_8);
    private final byte[] sealed = sealed();

    /** Builds a batch, as a transaction does. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public byte[] encode() {
        return sealed();
    }

    /** Reads one, as a poll does. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void decode(Blackhole blackhole) {
        BatchReader reader = new BatchReader(sealed, 0);
        while (reader.hasNext()) {
            blackhole.consume(reader.next());
        }
    }

    private byte[] sealed() {
        BatchBuilder builder = new BatchBuilder();
        for (int i = 0; i < RECORDS; i++) {
            builder.append(1_700_000_000_000L + i, key, value, List.of());
        }
        return builder.seal(0, 1_700_000_000_000L);
    }
}
