package io.millrace.streams.spi;

import io.millrace.streams.ClientInstanceIds;
import io.millrace.streams.CloseOptions.GroupMembershipOperation;
import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsMetrics;
import io.millrace.streams.ThreadMetadata;
import io.millrace.streams.errors.StreamsUncaughtExceptionHandler;
import io.millrace.streams.processor.StandbyUpdateListener;
import io.millrace.streams.processor.StateRestoreListener;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/** An application, behind {@code MillraceStreams}, whose methods say what each of these does. Thread safe. */
public interface Application {

    void start();

    boolean close(Duration timeout, @Nullable GroupMembershipOperation place);

    MillraceStreams.State state();

    void setStateListener(MillraceStreams.@Nullable StateListener listener);

    void setUncaughtExceptionHandler(StreamsUncaughtExceptionHandler handler);

    void setGlobalStateRestoreListener(@Nullable StateRestoreListener listener);

    void setStandbyUpdateListener(@Nullable StandbyUpdateListener listener);

    Optional<String> addStreamThread();

    Optional<String> removeStreamThread(Duration timeout);

    void pause();

    void resume();

    boolean isPaused();

    void cleanUp();

    Set<ThreadMetadata> metadataForLocalThreads();

    Queries queries();

    StreamsMetrics metrics();

    /** What is measured of the Kafka clients that it uses, by themselves. */
    Map<MetricName, Metric> clientMetrics();

    ClientInstanceIds clientInstanceIds(Duration timeout);
}
