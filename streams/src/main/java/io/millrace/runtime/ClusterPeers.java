package io.millrace.runtime;

import io.millrace.base.Clock;
import io.millrace.engine.assign.StateAware;
import io.millrace.engine.restore.StateRestoration;
import io.millrace.engine.restore.StateRestoration.Progress;
import io.millrace.log.Peers;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.assignment.AssignmentConfigs;
import io.millrace.streams.processor.assignment.TaskAssignor;
import io.millrace.streams.state.HostInfo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;

/** What this instance tells the others of its application, and what it has heard from them. Thread safe. */
final class ClusterPeers implements Peers {

    private final TaskAssignor policy;
    private final AssignmentConfigs configs;
    private final StateRestoration restoration;
    private final Runnable ending;
    private volatile boolean wantsAllToEnd;
    private volatile Heard heard = new Heard(Map.of(), Map.of());

    /** @param ending ends this instance; called when another has asked all of them to end */
    ClusterPeers(StreamsConfig config, Clock clock, StateRestoration restoration, Runnable ending) {
        this.policy = policy(config, clock);
        this.configs = AssignmentConfigs.of(config);
        this.restoration = restoration;
        this.ending = ending;
    }

    private static TaskAssignor policy(StreamsConfig config, Clock clock) {
        String chosen = config.getString(StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG);
        if (chosen == null) {
            return new StateAware(clock);
        }
        try {
            TaskAssignor made = Utils.newInstance(chosen, TaskAssignor.class);
            made.configure(config.originals());
            return made;
        } catch (ClassNotFoundException e) {
            throw new ConfigException(StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG + ": " + chosen
                    + " (expected: the name of a class on the class path that is a TaskAssignor)");
        }
    }

    /** What this instance has of the tasks' state. */
    StateRestoration restoration() {
        return restoration;
    }

    /** Has all instances end, as soon as a member of this one joins the group. */
    void askAllToEnd() {
        wantsAllToEnd = true;
    }

    @Override
    public boolean wantsAllToEnd() {
        return wantsAllToEnd;
    }

    @Override
    public void end() {
        ending.run();
    }

    /**
     * Who has what, as of the last time that tasks were shared out; empty when no instance has an address.
     *
     * @param active by instance, the inputs of the tasks that it works on
     * @param standby by instance, the inputs of the tasks that it keeps copies of
     */
    record Heard(Map<HostInfo, Set<TopicPartition>> active, Map<HostInfo, Set<TopicPartition>> standby) {}

    Heard heard() {
        return heard;
    }

    @Override
    public TaskAssignor policy() {
        return policy;
    }

    @Override
    public AssignmentConfigs configs() {
        return configs;
    }

    @Override
    public Map<TaskId, Long> offsetSums() {
        Map<TaskId, Long> sums = new HashMap<>();
        Set<TaskId> atWork = new HashSet<>();
        for (Progress progress : restoration.progress()) {
            if (progress.offset().isPresent()) {
                sums.merge(progress.task(), progress.offset().getAsLong(), Long::sum);
            } else {
                atWork.add(progress.task());
            }
        }
        sums.keySet().removeAll(atWork);
        return sums;
    }

    @Override
    public void owners(
            Map<HostInfo, ? extends Set<TopicPartition>> active, Map<HostInfo, ? extends Set<TopicPartition>> standby) {
        heard = new Heard(Map.copyOf(active), Map.copyOf(standby));
    }
}
