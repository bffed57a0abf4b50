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

    /** Asks for what the stores hold: a line with store, key, value each, and {@link #TOLD}. */
    static final String TELL_STORES = "tell stores";
    /** Asks it to close as it should. */
    static final String CLOSE = "close";

    static final String TOLD = "told";

    private static final Duration CLOSE_MAX = Duration.ofSeconds(60);

    private final MillraceStreams streams;

    private ChaosChild(MillraceStreams streams) {
        this.streams = streams;
    }

    /** Arguments: servers, application, guarantee, folder, name. */
    public static void main(String[] args) throws IOException {
        // Its log is the trace that a failure is understood by.
        System.setProperty("org.slf4j.simpleLogger.log.io.millrace", "info");
        System.setProperty("org.slf4j.simpleLogger.log.org.apache.kafka", "error");
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "HH:mm:ss.SSS");
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

    /** Says what is at work here; others have the rest. */
    private void tellStores() {
        tellKeys(CountingScenario.RUNNING);
        tellKeys(CountingScenario.SUMS);
        tellWindows(CountingScenario.WINDOWED);
        CrashChild.say(TOLD);
    }

    private void tellKeys(String store) {
        try (KeyValueIterator<String, Long> all =
                store(store, QueryableStoreTypes.<String, Long>keyValueStore()).all()) {
            all.forEachRemaining(entry -> CrashChild.say(store + " " + entry.key + " " + entry.value));
        } catch (InvalidStateStoreException absent) {
            // Others have it.
        }
    }

    private void tellWindows(String store) {
        try (KeyValueIterator<Windowed<String>, Long> all =
                store(store, QueryableStoreTypes.<String, Long>windowStore()).all()) {
            all.forEachRemaining(entry -> {
                String key = CountingScenario.windowed(
                        entry.key.key(), entry.key.window().start());
                CrashChild.say(store + " " + key + " " + entry.value);
            });
        } catch (InvalidStateStoreException absent) {
            // Others have it.
        }
    }

    private <T> T store(String name, QueryableStoreType<T> type) {
        return streams.store(StoreQueryParameters.fromNameAndType(name, type));
    }
}
