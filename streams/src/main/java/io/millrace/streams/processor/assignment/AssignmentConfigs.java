package io.millrace.streams.processor.assignment;

import io.millrace.streams.StreamsConfig;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/** The settings that steer how tasks are shared out; those of the instance that leads the group count. Immutable. */
public class AssignmentConfigs {

    private final long acceptableRecoveryLag;
    private final int maxWarmupReplicas;
    private final int numStandbyReplicas;
    private final long probingRebalanceIntervalMs;
    private final List<String> rackAwareAssignmentTags;
    private final OptionalInt rackAwareTrafficCost;
    private final OptionalInt rackAwareNonOverlapCost;
    private final String rackAwareAssignmentStrategy;

    /** Takes them from an application's configuration. */
    public static AssignmentConfigs of(StreamsConfig configs) {
        return new AssignmentConfigs(
                configs.getLong(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG),
                configs.getInt(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG),
                configs.getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG),
                configs.getLong(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG),
                configs.getList(StreamsConfig.RACK_AWARE_ASSIGNMENT_TAGS_CONFIG),
                optional(configs.getInt(StreamsConfig.RACK_AWARE_ASSIGNMENT_TRAFFIC_COST_CONFIG)),
                optional(configs.getInt(StreamsConfig.RACK_AWARE_ASSIGNMENT_NON_OVERLAP_COST_CONFIG)),
                configs.getString(StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_CONFIG));
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /**
     * All settings.
     *
     * @param acceptableRecoveryLag see {@link #acceptableRecoveryLag()}
     * @param maxWarmupReplicas see {@link #maxWarmupReplicas()}
     * @param numStandbyReplicas see {@link #numStandbyReplicas()}
     * @param probingRebalanceIntervalMs see {@link #probingRebalanceIntervalMs()}
     * @param rackAwareAssignmentTags see {@link #rackAwareAssignmentTags()}
     * @param rackAwareTrafficCost see {@link #rackAwareTrafficCost()}
     * @param rackAwareNonOverlapCost see {@link #rackAwareNonOverlapCost()}
     * @param rackAwareAssignmentStrategy see {@link #rackAwareAssignmentStrategy()}
     * @throws org.apache.kafka.common.config.ConfigException if one of them is not allowed
     */
    public AssignmentConfigs(
            long acceptableRecoveryLag,
            int maxWarmupReplicas,
            int numStandbyReplicas,
            long probingRebalanceIntervalMs,
            List<String> rackAwareAssignmentTags,
            OptionalInt rackAwareTrafficCost,
            OptionalInt rackAwareNonOverlapCost,
            String rackAwareAssignmentStrategy) {
        this.acceptableRecoveryLag = valid(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, acceptableRecoveryLag);
        this.maxWarmupReplicas = valid(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG, maxWarmupReplicas);
        this.numStandbyReplicas = valid(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, numStandbyReplicas);
        this.probingRebalanceIntervalMs =
                valid(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, probingRebalanceIntervalMs);
        this.rackAwareAssignmentTags = valid(StreamsConfig.RACK_AWARE_ASSIGNMENT_TAGS_CONFIG, rackAwareAssignmentTags);
        this.rackAwareTrafficCost = rackAwareTrafficCost;
        this.rackAwareNonOverlapCost = rackAwareNonOverlapCost;
        this.rackAwareAssignmentStrategy =
                valid(StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_CONFIG, rackAwareAssignmentStrategy);
    }

    /**
     * All settings, with both costs given.
     *
     * @param acceptableRecoveryLag see {@link #acceptableRecoveryLag()}
     * @param maxWarmupReplicas see {@link #maxWarmupReplicas()}
     * @param numStandbyReplicas see {@link #numStandbyReplicas()}
     * @param probingRebalanceIntervalMs see {@link #probingRebalanceIntervalMs()}
     * @param rackAwareAssignmentTags see {@link #rackAwareAssignmentTags()}
     * @param rackAwareTrafficCost see {@link #rackAwareTrafficCost()}
     * @param rackAwareNonOverlapCost see {@link #rackAwareNonOverlapCost()}
     * @param rackAwareAssignmentStrategy see {@link #rackAwareAssignmentStrategy()}
     */
    public AssignmentConfigs(
            long acceptableRecoveryLag,
            int maxWarmupReplicas,
            int numStandbyReplicas,
            long probingRebalanceIntervalMs,
            List<String> rackAwareAssignmentTags,
            int rackAwareTrafficCost,
            int rackAwareNonOverlapCost,
            String rackAwareAssignmentStrategy) {
        this(
                acceptableRecoveryLag,
                maxWarmupReplicas,
                numStandbyReplicas,
                probingRebalanceIntervalMs,
                rackAwareAssignmentTags,
                OptionalInt.of(rackAwareTrafficCost),
                OptionalInt.of(rackAwareNonOverlapCost),
                rackAwareAssignmentStrategy);
    }

    /**
     * Those that have nothing to do with racks, which then do not count.
     *
     * @param acceptableRecoveryLag see {@link #acceptableRecoveryLag()}
     * @param maxWarmupReplicas see {@link #maxWarmupReplicas()}
     * @param numStandbyReplicas see {@link #numStandbyReplicas()}
     * @param probingRebalanceIntervalMs see {@link #probingRebalanceIntervalMs()}
     * @param rackAwareAssignmentTags see {@link #rackAwareAssignmentTags()}
     */
    public AssignmentConfigs(
            Long acceptableRecoveryLag,
            Integer maxWarmupReplicas,
            Integer numStandbyReplicas,
            Long probingRebalanceIntervalMs,
            List<String> rackAwareAssignmentTags) {
        this(
                acceptableRecoveryLag,
                maxWarmupReplicas,
                numStandbyReplicas,
                probingRebalanceIntervalMs,
                rackAwareAssignmentTags,
                OptionalInt.empty(),
                OptionalInt.empty(),
                StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_NONE);
    }

    private static <T> T valid(String setting, T value) {
        ConfigDef.ConfigKey key = StreamsConfig.configDef().configKeys().get(setting);
        if (key != null && key.validator != null) {
            key.validator.ensureValid(setting, value);
        }
        return value;
    }

    /** {@code acceptable.recovery.lag}: up to how many records behind an instance counts as caught up with a task. */
    public long acceptableRecoveryLag() {
        return acceptableRecoveryLag;
    }

    /** {@code max.warmup.replicas}: how many copies may be made at a time only to move tasks to where they belong. */
    public int maxWarmupReplicas() {
        return maxWarmupReplicas;
    }

    /** {@code num.standby.replicas}: how many copies of each task's state are kept. */
    public int numStandbyReplicas() {
        return numStandbyReplicas;
    }

    /** {@code probing.rebalance.interval.ms}: how often it is checked whether a copy is warm, in milliseconds. */
    public long probingRebalanceIntervalMs() {
        return probingRebalanceIntervalMs;
    }

    /** {@code rack.aware.assignment.tags}: the client tags in which copies of a task should differ. */
    public List<String> rackAwareAssignmentTags() {
        return rackAwareAssignmentTags;
    }

    /** {@code rack.aware.assignment.traffic_cost}: what reading a partition from another rack costs. */
    public OptionalInt rackAwareTrafficCost() {
        return rackAwareTrafficCost;
    }

    /** {@code rack.aware.assignment.non_overlap_cost}: what moving a task costs. */
    public OptionalInt rackAwareNonOverlapCost() {
        return rackAwareNonOverlapCost;
    }

    /** {@code rack.aware.assignment.strategy}: whether and how racks count. */
    public String rackAwareAssignmentStrategy() {
        return rackAwareAssignmentStrategy;
    }

    @Override
    public String toString() {
        return "AssignmentConfigs{acceptableRecoveryLag=" + acceptableRecoveryLag
                + ", maxWarmupReplicas=" + maxWarmupReplicas
                + ", numStandbyReplicas=" + numStandbyReplicas
                + ", probingRebalanceIntervalMs=" + probingRebalanceIntervalMs
                + ", rackAwareAssignmentTags=" + rackAwareAssignmentTags
                + ", rackAwareTrafficCost=" + rackAwareTrafficCost
                + ", rackAwareNonOverlapCost=" + rackAwareNonOverlapCost
                + ", rackAwareAssignmentStrategy=" + rackAwareAssignmentStrategy
                + "}";
    }
}
