package io.millrace.streams.processor;

import io.millrace.streams.StreamsMetrics;
import io.millrace.streams.processor.api.RecordMetadata;
import java.io.File;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;

/**
 * What a store may ask of the task that opens it; given to {@link StateStore#init(StateStoreContext, StateStore)}. To
 * be used from the thread of the task.
 */
public interface StateStoreContext {

    /** The {@code application.id}. */
    String applicationId();

    /** The task that the store belongs to. */
    TaskId taskId();

    /**
     * Where the input record under way came from.
     *
     * @return the place, empty when no record has been processed yet
     */
    Optional<RecordMetadata> recordMetadata();

    /** The serde of {@code default.key.serde}, configured. */
    Serde<?> keySerde();

    /** The serde of {@code default.value.serde}, configured. */
    Serde<?> valueSerde();

    /** The folder in which the task keeps its files. A store writes only below a folder with its own name in it. */
    File stateDir();

    /** The metrics of the application, to add sensors of one's own. */
    StreamsMetrics metrics();

    /**
     * Tells the task about the store, so that it is restored from its changelog and takes part in commits.
     *
     * @param store the store; inside {@code init}, the {@code root} that was passed in
     * @param stateRestoreCallback takes the records of the changelog
     * @throws IllegalStateException when the task has finished opening its stores
     */
    void register(StateStore store, StateRestoreCallback stateRestoreCallback);

    /**
     * Tells the task about the store, like {@link #register(StateStore, StateRestoreCallback)}, and asks to be called
     * after each commit of the task.
     *
     * @param store the store; inside {@code init}, the {@code root} that was passed in
     * @param stateRestoreCallback takes the records of the changelog
     * @param commitCallback called after each commit
     * @throws IllegalStateException when the task has finished opening its stores
     */
    void register(StateStore store, StateRestoreCallback stateRestoreCallback, CommitCallback commitCallback);

    /** All settings of the application, the known ones as values of their type, the others as they were given. */
    Map<String, Object> appConfigs();

    /**
     * The settings whose names start with a prefix.
     *
     * @param prefix for example {@code "consumer."}
     * @return names without the prefix, and values as they were given
     */
    Map<String, Object> appConfigsWithPrefix(String prefix);
}
