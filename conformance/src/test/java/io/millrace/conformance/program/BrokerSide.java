package io.millrace.conformance.program;

import io.millrace.conformance.takeover.Side;
import io.millrace.streams.MillraceStreams;
import io.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs an application of the library that it was loaded for. */
public final class BrokerSide implements Side {

    private static final Duration STOP_MAX = Duration.ofSeconds(60);

    private @Nullable MillraceStreams streams;

    @Override
    public void start(
            String topology,
            String input,
            String output,
            long pauseMs,
            Map<String, String> settings,
            Consumer<String> states,
            Consumer<Throwable> failed) {
        Properties properties = new Properties();
        properties.putAll(settings);
        MillraceStreams made = new MillraceStreams(TakeoverTopologies.of(topology, input, output, pauseMs), properties);
        made.setStateListener((now, before) -> states.accept(now.name()));
        made.setUncaughtExceptionHandler(cause -> {
            failed.accept(cause);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams = made;
        made.start();
    }

    @Override
    public void stop() {
        MillraceStreams running = streams;
        if (running != null && !running.close(STOP_MAX)) {
            throw new IllegalStateException("the application has not ended within " + STOP_MAX);
        }
    }
}
