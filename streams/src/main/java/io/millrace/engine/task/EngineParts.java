package io.millrace.engine.task;

import io.millrace.base.Clock;
import io.millrace.engine.input.Handover;
import io.millrace.engine.output.Outputs;
import io.millrace.engine.restore.SilentListener;
import io.millrace.log.Log;
import io.millrace.metrics.MetricRegistry;
import io.millrace.plan.Plan;
import io.millrace.store.StateDatabase;
import io.millrace.store.StoreMemory;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.processor.StateStore;
import java.nio.file.Path;
import java.util.Map;

/**
 * What all that runs in an application's instance has in common.
 *
 * @param plan what is run
 * @param config the application's configuration
 * @param log where records live
 * @param state where committed state lives
 * @param clock where time comes from
 * @param metrics what is measured, by the engine and by user code
 * @param folder below which each task may keep files of its own
 * @param logsChanges whether changes of state are written to changelog topics
 */
public record EngineParts(
        Plan plan,
        StreamsConfig config,
        Log log,
        StateDatabase state,
        Clock clock,
        MetricRegistry metrics,
        Path folder,
        boolean logsChanges) {

    /** Changes of state go to changelog topics where the log does not carry state itself. */
    public EngineParts(
            Plan plan,
            StreamsConfig config,
            Log log,
            StateDatabase state,
            Clock clock,
            MetricRegistry metrics,
            Path folder) {
        this(plan, config, log, state, clock, metrics, folder, !log.carriesState());
    }

    /**
     * What the tasks of one worker have in common.
     *
     * @param memory what their stores may hold on the heap
     * @param outputs where their records leave
     * @param handover how their records get to other tasks of the worker past the log
     * @param globalStores stores that every processor may read, by name
     */
    public TaskEnvironment environment(
            StoreMemory memory, Outputs outputs, Handover handover, Map<String, StateStore> globalStores) {
        ErrorPolicy errors = new ErrorPolicy(this, outputs);
        return new TaskEnvironment(
                this,
                errors,
                memory,
                outputs,
                handover,
                globalStores,
                new SilentListener(),
                config.getLong(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG));
    }
}
