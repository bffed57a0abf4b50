package io.millrace.streams.processor.api;

import io.millrace.streams.StreamsMetrics;
import io.millrace.streams.processor.Cancellable;
import io.millrace.streams.processor.PunctuationType;
import io.millrace.streams.processor.Punctuator;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.TaskId;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;

/**
 * What a processor may ask of the task that runs it, except forwarding: that is in {@link ProcessorContext} and
 * {@link FixedKeyProcessorContext}.
 *
 * <p>Given to a processor in its {@code init} and valid until its {@code close}. To be used only by the thread that is
 * calling the processor or its punctuators at that moment.
 */
public interface ProcessingContext {

    /** The {@code application.id}. */
    String applicationId();

    /** The task that runs the processor. */
    TaskId taskId();

    /**
     * Where the input record under way was read from, even when it has changed since. In {@code init} and in
     * punctuators there is no such record: the answer is then either empty or names no topic.
     */
    Optional<RecordMetadata> recordMetadata();

    /** The serde of {@code default.key.serde}, configured. */
    Serde<?> keySerde();

    /** The serde of {@code default.value.serde}, configured. */
    Serde<?> valueSerde();

    /** The folder in which the task keeps its files. */
    File stateDir();

    /** The metrics of the application, to add sensors of one's own. */
    StreamsMetrics metrics();

    /**
     * The part of a store that belongs to this task. The store must be connected to the processor, by name or through
     * {@code ConnectedStoreProvider.stores()}. It must not be handed to other threads or to the processors of other
     * tasks.
     *
     * @param name the name of the store
     * @param <S> the type of the store; not checked here, so a wrong one shows as a {@link ClassCastException} in the
     *     caller
     * @return the store
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // the signature is given by the API that this one follows
    <S extends StateStore> S getStateStore(String name);

    /**
     * Calls a punctuator at intervals, until cancelled or until the processor is closed.
     *
     * <p>With {@link PunctuationType#STREAM_TIME} the first call comes with the first record, later ones when stream
     * time has moved on by the interval. With {@link PunctuationType#WALL_CLOCK_TIME} the first call comes after one
     * interval. When time jumps over several intervals at once, the punctuator is called once: missed calls are not
     * made up for.
     *
     * @param interval the time between two calls, at least 1 ms
     * @param type the clock that counts
     * @param callback called by the thread that runs the processor
     * @return the handle to cancel the schedule
     * @throws IllegalArgumentException when the interval is shorter than 1 ms or too long for a number of milliseconds
     */
    Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback);

    /**
     * Calls a punctuator at intervals that are counted from a given moment: for example, on the hour. Otherwise like
     * {@link #schedule(Duration, PunctuationType, Punctuator)}.
     *
     * @param startTime the time of the first call; all others are a whole number of intervals later
     * @param interval the time between two calls, at least 1 ms
     * @param type the clock that counts
     * @param callback called by the thread that runs the processor
     * @return the handle to cancel the schedule
     * @throws IllegalArgumentException when the interval is shorter than 1 ms, or one of the times does not fit in
     *     milliseconds
     */
    Cancellable schedule(Instant startTime, Duration interval, PunctuationType type, Punctuator callback);

    /**
     * Asks for a commit soon, instead of at the end of {@code commit.interval.ms}. When the method returns, nothing has
     * been committed yet.
     */
    void commit();

    /** All settings of the application, the known ones as values of their type, the others as they were given. */
    Map<String, Object> appConfigs();

    /**
     * The settings whose names start with a prefix.
     *
     * @param prefix for example {@code "consumer."}
     * @return names without the prefix, and values as they were given
     */
    Map<String, Object> appConfigsWithPrefix(String prefix);

    /**
     * The wall-clock time in milliseconds since the epoch, as the task sees it: it is read now and then, not at each
     * call, and a test can set it.
     */
    long currentSystemTimeMs();

    /**
     * The stream time of the task: the highest record timestamp so far, in milliseconds since the epoch. It survives
     * restarts and moves of the task.
     *
     * @throws UnsupportedOperationException in the processor of a global store, which has no stream time
     */
    long currentStreamTimeMs();
}
