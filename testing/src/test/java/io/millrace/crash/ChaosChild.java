package io.millrace.crash;

import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StoreQueryParameters;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.errors.InvalidStateStoreException;
import io.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.QueryableStoreType;
import io.millrace.streams.state.QueryableStoreTypes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * One of several instances of the scenario on Kafka, to which anything may happen. Does what it is told on standard
 * input, a line each; ends when that does.
 */
final class ChaosChild {

    /** Asks for what the stores hold: a line {@code active} or {@code all}, store, key, value each. */
    static final String TELL_STORES = "tell stores";
    /** Asks it to close as it should. */
    static final String CLOSE = "close";

    static final String TOLD = "told";
    static final String NOT_NOW = "not now";
    static final String ACTIVE = "active";
    /** Active ones too: all that the instance has. */
    static final String ALL = "all";

    private static final Duration CLOSE_MAX = Duration.ofSeconds(60);

    private final MillraceStreams streams;

    private ChaosChild(MillraceStreams streams) {
        this.streams = streams;
    }

    /** Arguments: servers, application, guarantee, folder, name. */
    public static void main(String[] args) throws IOException {
        StreamsConfig config = KafkaScenario.config(
                args[0],
                args[1],
                args[2],
                Path.of(args[3]),
                Map.of(
                        StreamsConfig.CLIENT_ID_CONFIG,
                        args[4],
                        StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
                        1,
                        // Copies that have become warm are used soon; the least that is allowed.
                        StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG,
                        60_000L,
                        "main.consumer.session.timeout.ms",
                        4_000,
                        // What a broker that was stopped has swallowed is asked again soon.
                        "request.timeout.ms",
                        8_000));
        MillraceStreams streams = new MillraceStreams(CountingScenario.topology(), config);
        streams.setUncaughtExceptionHandler(failure -> {
            CrashChild.fail(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.start();
        new ChaosChild(streams).obey();
    }

    private void obey() throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            if (command.equals(CLOSE)) {
                boolean closed = streams.close(CLOSE_MAX);
                Runtime.getRuntime().halt(closed ? 0 : CrashChild.FAILED);
            }
            if (command.equals(TELL_STORES)) {
                tellStores();
            }
        }
        Runtime.getRuntime().halt(CrashChild.FAILED);
    }

    /** Whether this line comes after what the stores hold. */
    static boolean endsStores(String line) {
        return line.equals(TOLD) || line.equals(NOT_NOW);
    }

    /** Says {@link #NOT_NOW} at the end if some of it cannot be read, or copies are behind. */
    private void tellStores() {
        try {
            var lags = streams.allLocalStorePartitionLags();
            boolean behind = lags.values().stream()
                    .flatMap(byPartition -> byPartition.values().stream())
                    .anyMatch(lag -> lag.offsetLag() != 0);
            if (behind) {
                System.err.println("not now: " + lags);
            }
            for (String store : new String[] {CountingScenario.RUNNING, CountingScenario.SUMS}) {
                tellKeys(ACTIVE, store, false);
                tellKeys(ALL, store, true);
            }
            tellWindows(ACTIVE, false);
            tellWindows(ALL, true);
            CrashChild.say(behind ? NOT_NOW : TOLD);
        } catch (InvalidStateStoreException moving) {
            System.err.println("not now: " + moving);
            CrashChild.say(NOT_NOW);
        }
    }

    private void tellKeys(String kind, String store, boolean stale) {
        try (KeyValueIterator<String, Long> all = store(store, QueryableStoreTypes.<String, Long>keyValueStore(), stale)
                .all()) {
            all.forEachRemaining(entry -> CrashChild.say(kind + " " + store + " " + entry.key + " " + entry.value));
        }
    }

    private void tellWindows(String kind, boolean stale) {
        String store = CountingScenario.WINDOWED;
        try (KeyValueIterator<Windowed<String>, Long> all = store(
                        store, QueryableStoreTypes.<String, Long>windowStore(), stale)
                .all()) {
            all.forEachRemaining(entry -> CrashChild.say(kind + " " + store + " "
                    + CountingScenario.windowed(
                            entry.key.key(), entry.key.window().start())
                    + " " + entry.value));
        }
    }

    private <T> T store(String name, QueryableStoreType<T> type, boolean stale) {
        StoreQueryParameters<T> parameters = StoreQueryParameters.fromNameAndType(name, type);
        return streams.store(stale ? parameters.enableStaleStores() : parameters);
    }
}
