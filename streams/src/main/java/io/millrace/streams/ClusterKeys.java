package io.millrace.streams;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.ValidString.in;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.CaseInsensitiveValidString;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.ListSize;
import org.jspecify.annotations.Nullable;

/**
 * The settings about several instances working together on Kafka: who gets which task, copies of state, rolling
 * upgrades. They have no effect on the embedded log. A part of the definition of {@link StreamsConfig}; stateless.
 */
final class ClusterKeys {

    private ClusterKeys() {}

    static void define(ConfigDef definition) {
        defineGroup(definition);
        defineCopies(definition);
        defineRacks(definition);
    }

    private static void defineGroup(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.GROUP_PROTOCOL_CONFIG,
                        ConfigDef.Type.STRING,
                        StreamsConfig.DEFAULT_GROUP_PROTOCOL,
                        CaseInsensitiveValidString.in(GroupProtocol.CLASSIC.name, GroupProtocol.STREAMS.name),
                        Importance.MEDIUM,
                        "How the instances share out the tasks: <code>classic</code>, they do it themselves; "
                                + "<code>streams</code>, the brokers do it.")
                .define(
                        StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG,
                        ConfigDef.Type.STRING,
                        null,
                        Importance.MEDIUM,
                        "A TaskAssignor: decides which instance gets which task, with the classic protocol. "
                                + "Not set: the built-in one, which keeps tasks where their state is.")
                .define(
                        StreamsConfig.REPLICATION_FACTOR_CONFIG,
                        ConfigDef.Type.INT,
                        -1,
                        Importance.MEDIUM,
                        "The number of replicas of internal topics. -1: what the brokers have as their default.")
                .define(
                        StreamsConfig.UPGRADE_FROM_CONFIG,
                        ConfigDef.Type.STRING,
                        null,
                        in(upgradeVersions()),
                        Importance.LOW,
                        "The Kafka Streams version that is to be able to read what is written: up to 3.4 the old "
                                + "and the new value of a group of a table are sent apart, up to 3.3 foreign-key "
                                + "joins send subscriptions without a partition. For giving an application back to "
                                + "such a version; instances of Kafka Streams and of Millrace do not run at the "
                                + "same time. Not set: the present formats.");
    }

    private static void defineCopies(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
                        ConfigDef.Type.INT,
                        0,
                        Importance.HIGH,
                        "How many other instances keep a copy of the state of each task, so that they can "
                                + "take it over at once.")
                .define(
                        StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG,
                        ConfigDef.Type.LONG,
                        10_000L,
                        atLeast(0),
                        Importance.MEDIUM,
                        "How many records the copy of the state on an instance may be behind for the "
                                + "instance to get the task at once. Should take well under a minute to catch up "
                                + "with.")
                .define(
                        StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG,
                        ConfigDef.Type.INT,
                        2,
                        atLeast(1),
                        Importance.MEDIUM,
                        "How many tasks may be prepared on instances that do not have their state yet at "
                                + "the same time, while they go on running where they are.")
                .define(
                        StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG,
                        ConfigDef.Type.LONG,
                        600_000L,
                        atLeast(60_000),
                        Importance.LOW,
                        "How often it is checked whether prepared tasks can be moved, in milliseconds, as "
                                + "long as there are any. At least one minute.");
    }

    private static void defineRacks(ConfigDef definition) {
        definition
                .define(
                        StreamsConfig.RACK_AWARE_ASSIGNMENT_TAGS_CONFIG,
                        ConfigDef.Type.LIST,
                        List.of(),
                        ListSize.atMostOfSize(StreamsConfig.MAX_RACK_AWARE_ASSIGNMENT_TAG_LIST_SIZE),
                        Importance.LOW,
                        "Keys of client tags. The copies of a task are placed on instances whose values for "
                                + "them differ, as far as there are enough.")
                .define(
                        StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_CONFIG,
                        ConfigDef.Type.STRING,
                        StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_NONE,
                        in(
                                StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_NONE,
                                StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_MIN_TRAFFIC,
                                StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_BALANCE_SUBTOPOLOGY),
                        Importance.LOW,
                        "Whether tasks are placed near the brokers that they read from: <code>none</code>, "
                                + "no; <code>min_traffic</code>, with the least traffic between racks; "
                                + "<code>balance_subtopology</code>, also with the tasks of each subtopology spread "
                                + "evenly.")
                .define(
                        StreamsConfig.RACK_AWARE_ASSIGNMENT_TRAFFIC_COST_CONFIG,
                        ConfigDef.Type.INT,
                        null,
                        Importance.LOW,
                        "How much reading from another rack costs, compared with moving a task. Not set: "
                                + "the assignor decides.")
                .define(
                        StreamsConfig.RACK_AWARE_ASSIGNMENT_NON_OVERLAP_COST_CONFIG,
                        ConfigDef.Type.INT,
                        null,
                        Importance.LOW,
                        "How much moving a task costs, compared with reading from another rack. Not set: "
                                + "the assignor decides.");
    }

    private static @Nullable String[] upgradeVersions() {
        return new @Nullable String[] {
            null,
            StreamsConfig.UPGRADE_FROM_24,
            StreamsConfig.UPGRADE_FROM_25,
            StreamsConfig.UPGRADE_FROM_26,
            StreamsConfig.UPGRADE_FROM_27,
            StreamsConfig.UPGRADE_FROM_28,
            StreamsConfig.UPGRADE_FROM_30,
            StreamsConfig.UPGRADE_FROM_31,
            StreamsConfig.UPGRADE_FROM_32,
            StreamsConfig.UPGRADE_FROM_33,
            StreamsConfig.UPGRADE_FROM_34,
            StreamsConfig.UPGRADE_FROM_35,
            StreamsConfig.UPGRADE_FROM_36,
            StreamsConfig.UPGRADE_FROM_37,
            StreamsConfig.UPGRADE_FROM_38,
            StreamsConfig.UPGRADE_FROM_39,
            StreamsConfig.UPGRADE_FROM_40,
            StreamsConfig.UPGRADE_FROM_41,
            StreamsConfig.UPGRADE_FROM_42
        };
    }
}
