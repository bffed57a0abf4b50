package io.millrace.engine.task;

import io.millrace.plan.Plan;
import io.millrace.plan.ProcessorStep;
import io.millrace.plan.SinkStep;
import io.millrace.plan.SourceStep;
import io.millrace.plan.StorePlan;
import io.millrace.plan.Subtopology;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.api.Processor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The steps and stores of a task, made from its part of the plan and linked to each other. */
final class TaskGraph {

    private final List<SourceNode> sources = new ArrayList<>();
    private final Map<String, SourceNode> sourceByTopic = new HashMap<>();
    private final List<ProcessorNode> processors = new ArrayList<>();

    /** The sinks that hand records over to tasks of the same worker. */
    private final List<SinkNode> handingOver = new ArrayList<>();

    private final Map<String, Step> steps = new HashMap<>();
    private final Map<String, StateStore> stores = new LinkedHashMap<>();
    private final TaskHandle task;
    private int initialised;

    private TaskGraph(TaskHandle task) {
        this.task = task;
    }

    /**
     * Opens the stores, makes and links the steps, and initialises the processors. What was opened is closed if it
     * fails.
     */
    static TaskGraph open(Plan plan, Subtopology part, TaskHandle task, TaskScope scope) {
        TaskGraph graph = new TaskGraph(task);
        try {
            graph.openStores(plan, part, scope);
            graph.makeSteps(plan, part);
            graph.link(part);
            graph.init(part);
            return graph;
        } catch (RuntimeException e) {
            graph.closeAfter(e);
            scope.release();
            throw e;
        }
    }

    private void openStores(Plan plan, Subtopology part, TaskScope scope) {
        for (String name : part.stores()) {
            StorePlan store = plan.stores().get(name);
            if (store == null) {
                throw new AssertionError("subtopology " + part.id() + " names the unknown store " + name);
            }
            StateStore opened = store.builder().build();
            stores.put(name, opened);
            opened.init(scope, opened);
            scope.restore(store, opened);
            task.stores().opened(store, opened);
        }
    }

    @SuppressWarnings("unchecked") // the DSL's types guarantee what the plan's wildcards no longer show
    private void makeSteps(Plan plan, Subtopology part) {
        for (SourceStep source : part.sources()) {
            sources.add(new SourceNode(source, task.meters()));
        }
        for (ProcessorStep step : part.processors()) {
            ProcessorNode node = new ProcessorNode(
                    step.name(),
                    (Processor<Object, Object, Object, Object>) step.supplier().get(),
                    new Steps(step.name()),
                    task.current(),
                    task.errors());
            processors.add(node);
            steps.put(step.name(), step.children().isEmpty() ? new LastStep(node, task.meters()) : node);
        }
        part.sinks().forEach(sink -> addSink(plan, sink));
    }

    private void addSink(Plan plan, SinkStep step) {
        TaskEnvironment environment = task.environment();
        DefaultSerdes serdes = new DefaultSerdes(environment.config());
        Serializer<?> key = serdes.keySerializer(step.keySerializer());
        Serializer<?> value = serdes.valueSerializer(step.valueSerializer());
        SinkNode.SinkDoor door =
                new SinkNode.SinkDoor(environment.outputs(), task.current(), task.errors(), task.meters());
        SinkInlets inlets = SinkInlets.of(plan, step, key, value, environment);
        SinkNode sink = new SinkNode(step, key, value, door, inlets);
        steps.put(step.name(), new LastStep(sink, task.meters()));
        if (inlets != null) {
            handingOver.add(sink);
        }
    }

    private void link(Subtopology part) {
        for (int i = 0; i < sources.size(); i++) {
            sources.get(i).children().link(named(part.sources().get(i).children()));
        }
        for (int i = 0; i < processors.size(); i++) {
            processors.get(i).children().link(named(part.processors().get(i).children()));
        }
    }

    private List<Step> named(List<String> names) {
        List<Step> found = new ArrayList<>(names.size());
        for (String name : names) {
            Step step = steps.get(name);
            if (step == null) {
                throw new AssertionError("the plan names the unknown step " + name);
            }
            found.add(step);
        }
        return found;
    }

    private void init(Subtopology part) {
        for (int i = 0; i < processors.size(); i++) {
            Map<String, StateStore> reachable =
                    new LinkedHashMap<>(task.environment().globalStores());
            for (String name : part.processors().get(i).stores()) {
                StateStore store = stores.get(name);
                if (store != null) {
                    reachable.put(name, store);
                }
            }
            ProcessorNode node = processors.get(i);
            initialised++;
            node.init(new NodeContext(node.name(), node.children(), reachable, task));
        }
    }

    /** The source that reads a topic. */
    SourceNode source(String topic) {
        SourceNode known = sourceByTopic.get(topic);
        return known == null ? find(topic) : known;
    }

    private SourceNode find(String topic) {
        for (SourceNode source : sources) {
            if (source.step().reads(topic)) {
                sourceByTopic.put(topic, source);
                return source;
            }
        }
        throw new IllegalArgumentException("task " + task.id() + " has no source that reads topic " + topic);
    }

    /** Whether nothing may be processed before those that it hands records to have caught up. */
    boolean isHeld() {
        for (int i = 0; i < handingOver.size(); i++) {
            if (handingOver.get(i).isHeld()) {
                return true;
            }
        }
        return false;
    }

    @Nullable
    StateStore store(String name) {
        return stores.get(name);
    }

    void close() {
        RuntimeException failure = closeAfter(null);
        if (failure != null) {
            throw failure;
        }
    }

    /** Closes the processors whose initialisation was begun, then the stores; says what failed first. */
    private @Nullable RuntimeException closeAfter(@Nullable RuntimeException before) {
        RuntimeException failure = before;
        for (ProcessorNode node : processors.subList(0, initialised)) {
            try {
                node.close();
            } catch (RuntimeException e) {
                failure = first(failure, e);
            }
        }
        initialised = 0;
        return closeStores(failure);
    }

    private @Nullable RuntimeException closeStores(@Nullable RuntimeException before) {
        RuntimeException failure = before;
        for (StateStore store : stores.values()) {
            try {
                store.close();
            } catch (RuntimeException e) {
                failure = first(failure, e);
            }
        }
        stores.clear();
        return failure;
    }

    private static RuntimeException first(@Nullable RuntimeException failure, RuntimeException next) {
        if (failure == null) {
            return next;
        }
        if (failure != next) {
            failure.addSuppressed(next);
        }
        return failure;
    }
}
