package io.millrace.conformance.program;

import io.millrace.conformance.takeover.Side;
import io.millrace.streams.CloseOptions;
import io.millrace.streams.CloseOptions.GroupMembershipOperation;
import io.millrace.streams.MillraceStreams;
import io.millrace.streams.MillraceStreams.State;
import io.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs an application of the library that it was loaded for, with one thread. */
public final class BrokerSide implements Side {

    private static final Duration STOP_MAX = Duration.ofSeconds(60);

    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable MillraceStreams streams;
    private @Nullable Job job;
    private Runnable enough = () -> {};
    private int taken;

    @Override
    public void start(Job given, Map<String, String> settings, Runnable whenTaken, Consumer<Throwable> failed) {
        job = given;
        enough = whenTaken;
        Properties properties = new Properties();
        properties.putAll(settings);
        MillraceStreams made = new MillraceStreams(
                TakeoverTopologies.of(given.topology(), given.input(), given.output(), this::take), properties);
        made.setStateListener((now, before) -> {
            if (now == State.PENDING_SHUTDOWN) {
                stopping.countDown();
            }
        });
        made.setUncaughtExceptionHandler(cause -> {
            failed.accept(cause);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams = made;
        made.start();
    }

    private void take() {
        taken++;
        if (taken == Objects.requireNonNull(job).records()) {
            enough.run();
            try {
                stopping.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public SortedMap<String, String> state() {
        return new StateText(Objects.requireNonNull(streams))
                .of(TakeoverTopologies.stores(Objects.requireNonNull(job).topology()));
    }

    @Override
    public void stop() {
        CloseOptions options = CloseOptions.timeout(STOP_MAX)
                .withGroupMembershipOperation(
                        Objects.requireNonNull(job).leaves()
                                ? GroupMembershipOperation.LEAVE_GROUP
                                : GroupMembershipOperation.REMAIN_IN_GROUP);
        if (!Objects.requireNonNull(streams).close(options)) {
            throw new IllegalStateException("the application has not ended within " + STOP_MAX);
        }
    }
}
