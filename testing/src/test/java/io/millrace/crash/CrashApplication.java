package io.millrace.crash;

import io.millrace.base.Clock;
import io.millrace.base.Seams;
import io.millrace.log.embedded.EmbeddedLogStorage;
import io.millrace.runtime.EmbeddedBackend;
import io.millrace.runtime.StreamsApplication;
import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.TopologyPlans;
import io.millrace.streams.errors.StreamsUncaughtExceptionHandler;
import io.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The scenario as a real application: the embedded log in a folder, two threads, little memory so that it spills.
 *
 * @param log the application's log, open
 * @param streams the application, not yet started
 */
record CrashApplication(EmbeddedLogStorage log, StreamsApplication streams) {

    /** So much faster than time the log looks after retention: purges are under way all the time. */
    private static final int MAINTENANCE_SPEED = 50;

    /** An application whose failures end it. */
    static CrashApplication open(Path folder, long seed, HaltPoint halt, Consumer<Throwable> failed) {
        return open(folder, seed, halt, () -> {}, failure -> {
            failed.accept(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    }

    /**
     * @param seed the scenario's
     * @param trouble called with every line; may throw
     * @param handler what becomes of a thread that failed
     */
    static CrashApplication open(
            Path folder, long seed, HaltPoint halt, Runnable trouble, StreamsUncaughtExceptionHandler handler) {
        StreamsConfig config = config(folder, seed);
        Seams seams = Seams.system();
        Seams logSeams = new Seams(new HastyClock(seams.clock()), seams.randomness(), seams.threads());
        EmbeddedLogStorage log = EmbeddedBackend.openLog(config, logSeams, halt);
        StreamsApplication streams = new StreamsApplication(
                TopologyPlans.plan(CountingScenario.topology(trouble), config),
                config,
                clientId -> EmbeddedBackend.open(config, logSeams, halt),
                seams,
                halt);
        streams.setUncaughtExceptionHandler(handler);
        return new CrashApplication(log, streams);
    }

    /** Whether tasks of a thread hand records to each other past the log: in every other scenario. */
    static boolean handsOver(long seed) {
        return seed % 2 == 0;
    }

    static StreamsConfig config(Path folder, long seed) {
        return CountingScenario.config(Map.of(
                StreamsConfig.STATE_DIR_CONFIG,
                folder.toString(),
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                2,
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                20,
                StreamsConfig.REPARTITION_PURGE_INTERVAL_MS_CONFIG,
                20,
                StreamsConfig.EMBEDDED_HANDOVER_ENABLE_CONFIG,
                handsOver(seed),
                StreamsConfig.EMBEDDED_MEMORY_BYTES_CONFIG,
                16L << 20));
    }

    /** Calls back when all threads run. */
    void onRunning(Runnable running) {
        streams.setStateListener((now, before) -> {
            if (now == MillraceStreams.State.RUNNING) {
                running.run();
            }
        });
    }

    /** Monotonic time flies; what stands in records is left alone. */
    private record HastyClock(Clock real) implements Clock {

        @Override
        public long wallMs() {
            return real.wallMs();
        }

        @Override
        public long monotonicNs() {
            return real.monotonicNs() * MAINTENANCE_SPEED;
        }
    }
}
