package io.millrace.streams.processor;

import io.millrace.streams.StreamsMetrics;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link io.millrace.streams.kstream.ValueTransformerWithKey} may ask of the task that runs it. An older form of
 * {@link io.millrace.streams.processor.api.ProcessorContext}, which processors get.
 *
 * <p>Valid from {@code init} to {@code close}, for the thread that is calling the transformer at that moment.
 */
public interface ProcessorContext {

    /** The {@code application.id}. */
    String applicationId();

    /** The task at work. */
    TaskId taskId();

    /** The serde of {@code default.key.serde}, configured. */
    Serde<?> keySerde();

    /** The serde of {@code default.value.serde}, configured. */
    Serde<?> valueSerde();

    /** The folder in which the task keeps its files. */
    File stateDir();

    /** The metrics of the application, to add sensors of one's own. */
    StreamsMetrics metrics();

    /**
     * Adds a store to the task.
     *
     * @param store the store
     * @param stateRestoreCallback fills it
     * @throws UnsupportedOperationException always: stores are added when the topology is built, with
     *     {@code addStateStore}
     */
    void register(StateStore store, StateRestoreCallback stateRestoreCallback);

    /**
     * The part of a store that belongs to this task. The store must be connected to the step by name.
     *
     * @param name the name of the store
     * @param <S> the type of the store; not checked here, so a wrong one shows as a {@link ClassCastException} in the
     *     caller
     * @return the store
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // the signature is given by the API that this one follows
    <S extends StateStore> S getStateStore(String name);

    /**
     * Calls a punctuator at intervals.
     *
     * @param interval the time between two calls, at least 1 ms
     * @param type the clock that counts
     * @param callback called by the thread that runs the task
     * @return the handle to cancel the schedule
     * @throws IllegalArgumentException when the interval is shorter than 1 ms
     * @see io.millrace.streams.processor.api.ProcessingContext#schedule(Duration, PunctuationType, Punctuator)
     */
    Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback);

    /**
     * Calls a punctuator at intervals that are counted from a given moment.
     *
     * @param startTime the time of the first call; all others are a whole number of intervals later
     * @param interval the time between two calls, at least 1 ms
     * @param type the clock that counts
     * @param callback called by the thread that runs the task
     * @return the handle to cancel the schedule
     * @throws IllegalArgumentException when the interval is shorter than 1 ms, or the start is before the epoch
     */
    Cancellable schedule(Instant startTime, Duration interval, PunctuationType type, Punctuator callback);

    /**
     * Passes a record on to all children. A transformer of a table must not: its context throws.
     *
     * @param <K> key type
     * @param <V> value type
     * @param key the key
     * @param value the value
     * @throws io.millrace.streams.errors.StreamsException where only the returned value goes on
     */
    <K, V> void forward(@Nullable K key, @Nullable V value);

    /**
     * Passes a record on. A transformer of a table must not: its context throws.
     *
     * @param <K> key type
     * @param <V> value type
     * @param key the key
     * @param value the value
     * @param to which child, and the timestamp
     * @throws io.millrace.streams.errors.StreamsException where only the returned value goes on
     */
    <K, V> void forward(@Nullable K key, @Nullable V value, To to);

    /** Asks for a commit soon. When the method returns, nothing has been committed yet. */
    void commit();

    /** The topic of the input record under way, or null when there is none. */
    @Nullable
    String topic();

    /** The partition of the input record under way, or -1 when there is none. */
    int partition();

    /** The offset of the input record under way, or -1 when there is none. */
    long offset();

    /** The headers of the record under way; what is added to them goes on with the result. */
    Headers headers();

    /** The timestamp of the record under way, in milliseconds since the epoch. */
    long timestamp();

    /** All settings of the application, the known ones as values of their type, the others as they were given. */
    Map<String, Object> appConfigs();

    /**
     * The settings whose names start with a prefix.
     *
     * @param prefix for example {@code "consumer."}
     * @return names without the prefix, and values as they were given
     */
    Map<String, Object> appConfigsWithPrefix(String prefix);

    /** The wall-clock time in milliseconds since the epoch, as the task sees it. */
    long currentSystemTimeMs();

    /** The stream time of the task: the highest record timestamp so far, in milliseconds since the epoch. */
    long currentStreamTimeMs();
}
