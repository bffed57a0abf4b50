package io.millrace.streams.processor;

import io.millrace.streams.KeyValue;
import io.millrace.streams.StreamsMetrics;
import io.millrace.streams.spi.Millis;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * A context for the test of a single transformer, which gets a {@link ProcessorContext}: it notes what is forwarded,
 * scheduled and asked to be committed, and shows the place, the time and the headers that the test sets. Nothing
 * happens by itself. Not thread safe.
 *
 * @deprecated test a {@link io.millrace.streams.processor.api.Processor}, with
 *     {@link io.millrace.streams.processor.api.MockProcessorContext}
 */
@Deprecated
public class MockProcessorContext implements ProcessorContext {

    private static final long UNKNOWN_TIME = -1;

    private final io.millrace.streams.processor.api.MockProcessorContext<Object, Object> context;
    private final Map<String, StateStore> stores = new HashMap<>();
    private final List<CapturedPunctuator> punctuators = new ArrayList<>();
    private final List<CapturedForward> forwards = new ArrayList<>();
    private @Nullable String topic;
    private @Nullable Integer partition;
    private @Nullable Long offset;
    private @Nullable Headers headers;
    private @Nullable Long recordTimestamp;

    /** With the default configuration and an empty application id, as task 0_0, without a state directory. */
    public MockProcessorContext() {
        context = new io.millrace.streams.processor.api.MockProcessorContext<>();
    }

    /**
     * With a configuration, as task 0_0, without a state directory.
     *
     * @param config what the application would be given; {@code application.id} may be left out
     */
    public MockProcessorContext(Properties config) {
        this(config, new TaskId(0, 0), null);
    }

    /**
     * With everything.
     *
     * @param config what the application would be given; {@code application.id} may be left out
     * @param taskId the task that the transformer believes to be in
     * @param stateDir where stores may write; null when none does
     */
    public MockProcessorContext(Properties config, TaskId taskId, @Nullable File stateDir) {
        context = new io.millrace.streams.processor.api.MockProcessorContext<>(config, taskId, stateDir);
    }

    @Override
    public String applicationId() {
        return context.applicationId();
    }

    @Override
    public TaskId taskId() {
        return context.taskId();
    }

    @Override
    public Map<String, Object> appConfigs() {
        return context.appConfigs();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return context.appConfigsWithPrefix(prefix);
    }

    /** {@inheritDoc} Throws {@code IllegalStateException} until the test has set it. */
    @Override
    public long currentSystemTimeMs() {
        return context.currentSystemTimeMs();
    }

    /** {@inheritDoc} Throws {@code IllegalStateException} until the test has set it. */
    @Override
    public long currentStreamTimeMs() {
        return context.currentStreamTimeMs();
    }

    @Override
    public Serde<?> keySerde() {
        return context.keySerde();
    }

    @Override
    public Serde<?> valueSerde() {
        return context.valueSerde();
    }

    /** {@inheritDoc} Throws {@code NullPointerException} if the test gave none. */
    @Override
    public File stateDir() {
        return context.stateDir();
    }

    @Override
    public StreamsMetrics metrics() {
        return context.metrics();
    }

    /** Sets all that is seen of the record under way, from now on. */
    public void setRecordMetadata(String topic, int partition, long offset, Headers headers, long timestamp) {
        setTopic(topic);
        setPartition(partition);
        setOffset(offset);
        setHeaders(headers);
        setRecordTimestamp(timestamp);
    }

    /** Sets what {@link #topic()} says. */
    public void setTopic(String topic) {
        this.topic = topic;
    }

    /** Sets what {@link #partition()} says. */
    public void setPartition(int partition) {
        this.partition = partition;
    }

    /** Sets what {@link #offset()} says. */
    public void setOffset(long offset) {
        this.offset = offset;
    }

    /** Sets what {@link #headers()} says. */
    public void setHeaders(Headers headers) {
        this.headers = headers;
    }

    /** Sets what {@link #timestamp()} says, in milliseconds since the epoch; also the time of what is forwarded. */
    public void setRecordTimestamp(long recordTimestamp) {
        this.recordTimestamp = recordTimestamp;
    }

    /** Sets what {@link #currentSystemTimeMs()} says, in milliseconds since the epoch. */
    public void setCurrentSystemTimeMs(long currentSystemTimeMs) {
        context.setCurrentSystemTimeMs(currentSystemTimeMs);
    }

    /** Sets what {@link #currentStreamTimeMs()} says, in milliseconds since the epoch. */
    public void setCurrentStreamTimeMs(long currentStreamTimeMs) {
        context.setCurrentStreamTimeMs(currentStreamTimeMs);
    }

    /** {@inheritDoc} Throws {@code IllegalStateException} until the test has set it; likewise the next three. */
    @Override
    public String topic() {
        return set(topic, "topic", "setTopic()");
    }

    @Override
    public int partition() {
        return set(partition, "partition", "setPartition()");
    }

    @Override
    public long offset() {
        return set(offset, "offset", "setOffset()");
    }

    @Override
    public long timestamp() {
        return set(recordTimestamp, "timestamp", "setRecordTimestamp()");
    }

    private static <T> T set(@Nullable T value, String what, String setter) {
        if (value == null) {
            throw new IllegalStateException(
                    what + " of the record: not set (expected: " + setter + " or setRecordMetadata() before its use)");
        }
        return value;
    }

    /** {@inheritDoc} Null until the test has set them. */
    @Override
    @SuppressWarnings("NullAway") // the test decides whether there are headers
    public Headers headers() {
        return headers;
    }

    /** Adds a store; it is never restored. */
    @Override
    public void register(StateStore store, StateRestoreCallback stateRestoreCallbackIsIgnoredInMock) {
        stores.put(store.name(), store);
    }

    /** {@inheritDoc} Null when none of that name was registered. */
    @SuppressWarnings({"unchecked", "NullAway"}) // the test says what it has registered, and under which names
    @Override
    public <S extends StateStore> S getStateStore(String name) {
        return (S) stores.get(name);
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback)
            throws IllegalArgumentException {
        return add(null, interval, type, callback);
    }

    @Override
    public Cancellable schedule(Instant startTime, Duration interval, PunctuationType type, Punctuator callback)
            throws IllegalArgumentException {
        if (startTime.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException("startTime: " + startTime + " (expected: not before the epoch)");
        }
        return add(startTime, interval, type, callback);
    }

    private Cancellable add(@Nullable Instant startTime, Duration interval, PunctuationType type, Punctuator callback) {
        long intervalMs = Millis.fromDuration(interval, "interval");
        if (intervalMs < 1) {
            throw new IllegalArgumentException("interval: " + intervalMs + " ms (expected: >= 1)");
        }
        CapturedPunctuator punctuator = new CapturedPunctuator(startTime, intervalMs, type, callback);
        punctuators.add(punctuator);
        return punctuator::cancel;
    }

    /** What was scheduled, cancelled or not, in order; a copy. */
    public List<CapturedPunctuator> scheduledPunctuators() {
        return new ArrayList<>(punctuators);
    }

    @Override
    public <K, V> void forward(@Nullable K key, @Nullable V value) {
        forward(key, value, To.all());
    }

    @Override
    public <K, V> void forward(@Nullable K key, @Nullable V value, To to) {
        long own = recordTimestamp == null ? UNKNOWN_TIME : recordTimestamp;
        long timestamp = to.timestamp == UNKNOWN_TIME ? own : to.timestamp;
        forwards.add(new CapturedForward(KeyValue.pair(key, value), to.childName, timestamp, headers));
    }

    /** What was forwarded, to whomever, in order; a copy. */
    public List<CapturedForward> forwarded() {
        return new ArrayList<>(forwards);
    }

    /** What was forwarded to that child or to all of them, in order; a copy. */
    public List<CapturedForward> forwarded(String childName) {
        List<CapturedForward> found = new ArrayList<>(forwards);
        found.removeIf(forward -> forward.childName != null && !forward.childName.equals(childName));
        return found;
    }

    /** Forgets what was forwarded. */
    public void resetForwards() {
        forwards.clear();
    }

    @Override
    public void commit() {
        context.commit();
    }

    /** Whether a commit was asked for since the last {@link #resetCommit()}. */
    public boolean committed() {
        return context.committed();
    }

    /** Forgets that a commit was asked for. */
    public void resetCommit() {
        context.resetCommit();
    }

    /** A punctuator that was scheduled. */
    public static class CapturedPunctuator {

        private final @Nullable Instant startTime;
        private final long intervalMs;
        private final PunctuationType type;
        private final Punctuator punctuator;
        private boolean isCancelled;

        private CapturedPunctuator(
                @Nullable Instant startTime, long intervalMs, PunctuationType type, Punctuator punctuator) {
            this.startTime = startTime;
            this.intervalMs = intervalMs;
            this.type = type;
            this.punctuator = punctuator;
        }

        /** The time that its calls are aligned to; null if none was given. */
        public @Nullable Instant getStartTime() {
            return startTime;
        }

        /** How often it is to be called, in milliseconds. */
        public long getIntervalMs() {
            return intervalMs;
        }

        /** Which time it follows. */
        public PunctuationType getType() {
            return type;
        }

        /** What is to be called; the test does. */
        public Punctuator getPunctuator() {
            return punctuator;
        }

        /** Cancels it, as the transformer may with what {@code schedule} gave it. */
        public void cancel() {
            isCancelled = true;
        }

        /** Whether it was cancelled. */
        public boolean cancelled() {
            return isCancelled;
        }
    }

    /** A record that was forwarded. */
    public static class CapturedForward {

        private final KeyValue<?, ?> keyValue;
        private final @Nullable String childName;
        private final long timestamp;
        private final @Nullable Headers headers;

        private CapturedForward(
                KeyValue<?, ?> keyValue, @Nullable String childName, long timestamp, @Nullable Headers headers) {
            this.keyValue = Objects.requireNonNull(keyValue);
            this.childName = childName;
            this.timestamp = timestamp;
            this.headers = headers;
        }

        /** The child that it was meant for; null for all of them. */
        public @Nullable String childName() {
            return childName;
        }

        /** Its time, in milliseconds since the epoch; -1 if none was given and the record under way has none. */
        public long timestamp() {
            return timestamp;
        }

        /** Its key and value. */
        @SuppressWarnings("rawtypes") // the signature is given by the API that this one follows
        public KeyValue keyValue() {
            return keyValue;
        }

        /** The headers of the record that was under way; null if there were none. */
        public @Nullable Headers headers() {
            return headers;
        }

        @Override
        public String toString() {
            return "CapturedForward{childName='" + childName + "', timestamp=" + timestamp + ", keyValue=" + keyValue
                    + '}';
        }
    }
}
