package io.millrace.streams.processor.api;

import io.millrace.engine.task.AppConfigs;
import io.millrace.runtime.ApplicationMetrics;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.StreamsMetrics;
import io.millrace.streams.processor.Cancellable;
import io.millrace.streams.processor.PunctuationType;
import io.millrace.streams.processor.Punctuator;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;
import io.millrace.streams.processor.TaskId;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * A context for the test of a single processor, without a topology: it notes what the processor forwards, schedules and
 * asks to be committed, and shows it the times and the place in a topic that the test sets.
 *
 * <pre>{@code
 * MockProcessorContext<String, Long> context = new MockProcessorContext<>();
 * processor.init(context);
 * processor.process(new Record<>("a", 1L, 0));
 * assertThat(context.forwarded()).hasSize(1);
 * }</pre>
 *
 * <p>Nothing happens by itself: a punctuator fires when the test calls it ({@link #scheduledPunctuators()}). Stores are
 * made by the test, initialised with {@link #getStateStoreContext()}, which adds them here, and keep what they hold in
 * memory. For a whole topology use {@link io.millrace.streams.TopologyTestDriver}. Not thread safe.
 *
 * @param <KForward> the keys that are forwarded
 * @param <VForward> the values that are forwarded
 */
public class MockProcessorContext<KForward extends @Nullable Object, VForward extends @Nullable Object>
        implements ProcessorContext<KForward, VForward> {

    private final StreamsConfig config;
    private final TaskId taskId;
    private final @Nullable File stateDir;
    private final ApplicationMetrics metrics = new ApplicationMetrics();
    private final Map<String, StateStore> stores = new LinkedHashMap<>();
    private final List<CapturedPunctuator> punctuators = new ArrayList<>();
    private final List<CapturedForward<? extends KForward, ? extends VForward>> forwards = new ArrayList<>();
    private @Nullable RecordMetadata recordMetadata;
    private @Nullable Long systemTimeMs;
    private @Nullable Long streamTimeMs;
    private boolean isCommitRequested;

    /** With the default configuration and an empty application id, as task 0_0, without a state directory. */
    public MockProcessorContext() {
        this(withApplicationId(""));
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
     * @param taskId the task that the processor believes to be in
     * @param stateDir where stores may write; null when none does
     */
    public MockProcessorContext(Properties config, TaskId taskId, @Nullable File stateDir) {
        Properties completed = withApplicationId("dummy-mock-app-id");
        completed.putAll(config);
        this.config = new StreamsConfig(completed);
        this.taskId = taskId;
        this.stateDir = stateDir;
    }

    private static Properties withApplicationId(String id) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, id);
        return properties;
    }

    @Override
    public String applicationId() {
        return config.getString(StreamsConfig.APPLICATION_ID_CONFIG);
    }

    @Override
    public TaskId taskId() {
        return taskId;
    }

    @Override
    public Map<String, Object> appConfigs() {
        return AppConfigs.of(config);
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return config.originalsWithPrefix(prefix);
    }

    /** {@inheritDoc} Throws {@code IllegalStateException} until the test has set it. */
    @Override
    public long currentSystemTimeMs() {
        return set(systemTimeMs, "setCurrentSystemTimeMs()");
    }

    /** {@inheritDoc} Throws {@code IllegalStateException} until the test has set it. */
    @Override
    public long currentStreamTimeMs() {
        return set(streamTimeMs, "setCurrentStreamTimeMs()");
    }

    private static long set(@Nullable Long time, String setter) {
        if (time == null) {
            throw new IllegalStateException("the time has not been set: call " + setter + " before");
        }
        return time;
    }

    /** Sets what {@link #currentSystemTimeMs()} says, in milliseconds since the epoch. */
    public void setCurrentSystemTimeMs(long currentSystemTimeMs) {
        systemTimeMs = currentSystemTimeMs;
    }

    /** Sets what {@link #currentStreamTimeMs()} says, in milliseconds since the epoch. */
    public void setCurrentStreamTimeMs(long currentStreamTimeMs) {
        streamTimeMs = currentStreamTimeMs;
    }

    @Override
    public Serde<?> keySerde() {
        return config.defaultKeySerde();
    }

    @Override
    public Serde<?> valueSerde() {
        return config.defaultValueSerde();
    }

    /** {@inheritDoc} Throws {@code NullPointerException} if the test gave none. */
    @Override
    public File stateDir() {
        return Objects.requireNonNull(
                stateDir, "no state directory was given: use the constructor that takes one, or stores in memory");
    }

    @Override
    public StreamsMetrics metrics() {
        return metrics;
    }

    /** Sets the place in a topic that the processor sees from now on. */
    public void setRecordMetadata(String topic, int partition, long offset) {
        recordMetadata = new Place(topic, partition, offset);
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return Optional.ofNullable(recordMetadata);
    }

    /** {@inheritDoc} Null when the test has added none of that name. */
    @SuppressWarnings({"unchecked", "NullAway"}) // the test says what it has added, and under which names
    @Override
    public <S extends StateStore> S getStateStore(String name) {
        return (S) stores.get(name);
    }

    /** Adds a store, under its own name. */
    public <S extends StateStore> void addStateStore(S stateStore) {
        stores.put(stateStore.name(), stateStore);
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        return add(new CapturedPunctuator(null, interval, type, callback));
    }

    @Override
    public Cancellable schedule(Instant startTime, Duration interval, PunctuationType type, Punctuator callback) {
        return add(new CapturedPunctuator(startTime, interval, type, callback));
    }

    private Cancellable add(CapturedPunctuator punctuator) {
        punctuators.add(punctuator);
        return punctuator::cancel;
    }

    /** What was scheduled, cancelled or not, in order; a copy. */
    public List<CapturedPunctuator> scheduledPunctuators() {
        return new ArrayList<>(punctuators);
    }

    @Override
    public <K extends KForward, V extends VForward> void forward(Record<K, V> record) {
        forwards.add(new CapturedForward<>(record));
    }

    @Override
    public <K extends KForward, V extends VForward> void forward(Record<K, V> record, @Nullable String childName) {
        forwards.add(new CapturedForward<>(record, Optional.ofNullable(childName)));
    }

    /** What was forwarded, to whomever, in order; a copy. */
    public List<CapturedForward<? extends KForward, ? extends VForward>> forwarded() {
        return new ArrayList<>(forwards);
    }

    /** What was forwarded to that child or to all of them, in order; a copy. */
    public List<CapturedForward<? extends KForward, ? extends VForward>> forwarded(String childName) {
        List<CapturedForward<? extends KForward, ? extends VForward>> found = new ArrayList<>();
        for (CapturedForward<? extends KForward, ? extends VForward> forward : forwards) {
            if (forward.childName().map(childName::equals).orElse(true)) {
                found.add(forward);
            }
        }
        return found;
    }

    /** Forgets what was forwarded. */
    public void resetForwards() {
        forwards.clear();
    }

    @Override
    public void commit() {
        isCommitRequested = true;
    }

    /** Whether the processor has asked for a commit since the last {@link #resetCommit()}. */
    public boolean committed() {
        return isCommitRequested;
    }

    /** Forgets that a commit was asked for. */
    public void resetCommit() {
        isCommitRequested = false;
    }

    /** What a store is to be initialised with; it is added to this context then. */
    public StateStoreContext getStateStoreContext() {
        return new MockStoreContext(this);
    }

    private record Place(String topic, int partition, long offset) implements RecordMetadata {}

    /** A punctuator that was scheduled. */
    public static final class CapturedPunctuator {

        private final @Nullable Instant startTime;
        private final Duration interval;
        private final PunctuationType type;
        private final Punctuator punctuator;
        private boolean isCancelled;

        private CapturedPunctuator(
                @Nullable Instant startTime, Duration interval, PunctuationType type, Punctuator punctuator) {
            this.startTime = startTime;
            this.interval = interval;
            this.type = type;
            this.punctuator = punctuator;
        }

        /** The time that its calls are aligned to; null if none was given. */
        public @Nullable Instant getStartTime() {
            return startTime;
        }

        /** How often it is to be called. */
        public Duration getInterval() {
            return interval;
        }

        /** Which time it follows. */
        public PunctuationType getType() {
            return type;
        }

        /** What is to be called; the test does. */
        public Punctuator getPunctuator() {
            return punctuator;
        }

        /** Cancels it, as the processor may with what {@code schedule} gave it. */
        public void cancel() {
            isCancelled = true;
        }

        /** Whether it was cancelled. */
        public boolean cancelled() {
            return isCancelled;
        }
    }

    /**
     * A record that was forwarded. Two are equal when record and child are.
     *
     * @param <K> its key
     * @param <V> its value
     */
    public static final class CapturedForward<K extends @Nullable Object, V extends @Nullable Object> {

        private final Record<K, V> record;
        private final Optional<String> childName;

        /** To all children. */
        public CapturedForward(Record<K, V> record) {
            this(record, Optional.empty());
        }

        /** To one child, or to all if there is no name. */
        public CapturedForward(Record<K, V> record, Optional<String> childName) {
            this.record = Objects.requireNonNull(record, "record");
            this.childName = Objects.requireNonNull(childName, "childName");
        }

        /** The child that it was meant for; empty for all of them. */
        public Optional<String> childName() {
            return childName;
        }

        /** The record. */
        public Record<K, V> record() {
            return record;
        }

        @Override
        public String toString() {
            return "CapturedForward{record=" + record + ", childName=" + childName + '}';
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof CapturedForward<?, ?> that
                    && record.equals(that.record)
                    && childName.equals(that.childName);
        }

        @Override
        public int hashCode() {
            return Objects.hash(record, childName);
        }
    }
}
