package io.millrace.engine.task;

import io.millrace.base.Clock;
import io.millrace.engine.input.Handover;
import io.millrace.engine.output.Outputs;
import io.millrace.metrics.MetricRegistry;
import io.millrace.store.StateDatabase;
import io.millrace.store.StoreMemory;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.processor.StateRestoreListener;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.TimestampExtractor;
import io.millrace.streams.processor.WallclockTimestampExtractor;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/**
 * What the tasks of one worker have in common.
 *
 * @param engine what they share with all other workers
 * @param errors decides about user code and records that fail
 * @param memory what their stores may hold on the heap
 * @param outputs where their records leave
 * @param handover how their records get to other tasks of the worker past the log
 * @param globalStores stores that every processor may read, by name
 * @param restoreListener hears of stores of users' own kinds that are restored
 * @param maxTaskIdleMs how long a task holds back for a partition that has nothing; below zero, not at all
 */
public record TaskEnvironment(
        EngineParts engine,
        ErrorPolicy errors,
        StoreMemory memory,
        Outputs outputs,
        Handover handover,
        Map<String, StateStore> globalStores,
        StateRestoreListener restoreListener,
        long maxTaskIdleMs) {

    /** Whether so much is uncommitted that the worker should commit now. */
    public boolean wantsCommit() {
        return memory.wantsCommit() || outputs.wantsCommit();
    }

    /** The same for tasks that take what there is. */
    public TaskEnvironment withoutHoldingBack() {
        return new TaskEnvironment(
                engine,
                errors,
                memory,
                outputs,
                handover,
                globalStores,
                restoreListener,
                StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    }

    /** The same, with somebody who hears of what is restored. */
    public TaskEnvironment heardBy(StateRestoreListener listener) {
        return new TaskEnvironment(engine, errors, memory, outputs, handover, globalStores, listener, maxTaskIdleMs);
    }

    String application() {
        return engine.plan().application();
    }

    StreamsConfig config() {
        return engine.config();
    }

    Clock clock() {
        return engine.clock();
    }

    /** Where committed state lives. */
    public StateDatabase state() {
        return engine.state();
    }

    MetricRegistry metrics() {
        return engine.metrics();
    }

    TimestampExtractor timestampExtractor() {
        return config().defaultTimestampExtractor();
    }

    /** The same extractor, but that one which reads the wall clock reads this engine's. */
    TimestampExtractor onItsClock(TimestampExtractor extractor) {
        return extractor.getClass() == WallclockTimestampExtractor.class
                ? (record, partitionTime) -> clock().wallMs()
                : extractor;
    }

    Serde<?> keySerde() {
        return config().defaultKeySerde();
    }

    Serde<?> valueSerde() {
        return config().defaultValueSerde();
    }
}
