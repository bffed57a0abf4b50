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

/** What this instance tells the others of its application, and what it has heard from them. Thread safe. */
final class ClusterPeers implements Peers {

    private final TaskAssignor policy;
    private final AssignmentConfigs configs;
    private final StateRestoration restoration;
    private volatile Heard heard = new Heard(Map.of(), Map.of());

    ClusterPeers(StreamsConfig config, Clock clock, StateRestoration restoration) {
        TaskAssignor chosen =
                config.getConfiguredInstance(StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG, TaskAssignor.class);
        this.policy = chosen == null ? new StateAware(clock) : chosen;
        this.configs = AssignmentConfigs.of(config);
        this.restoration = restoration;
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
