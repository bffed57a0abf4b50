package io.millrace.query;

import static java.util.stream.Collectors.toSet;

import io.millrace.plan.Plan;
import io.millrace.streams.KeyQueryMetadata;
import io.millrace.streams.StreamsMetadata;
import io.millrace.streams.processor.StreamPartitioner;
import io.millrace.streams.state.HostInfo;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which instance of the application holds which stores, and which of them holds a key. Thread safe; every answer is
 * that of the moment in which it is asked.
 */
public final class Directory {

    private static final Comparator<HostInfo> BY_ADDRESS =
            Comparator.comparing(HostInfo::host).thenComparingInt(HostInfo::port);

    private final Plan plan;
    private final StoreInputs inputs;
    private final Set<String> globals;
    private final HostInfo self;
    private final Supplier<Owners> owners;

    /**
     * @param plan what is run
     * @param self where this instance is reached
     * @param owners who has what at the moment
     */
    public Directory(Plan plan, HostInfo self, Supplier<Owners> owners) {
        this.plan = plan;
        this.inputs = StoreInputs.of(plan);
        this.globals = plan.globalStoreNames();
        this.self = self;
        this.owners = owners;
    }

    /** All instances that have tasks, by address. */
    public List<StreamsMetadata> all() {
        Owners now = owners.get();
        TreeSet<HostInfo> hosts = new TreeSet<>(BY_ADDRESS);
        hosts.addAll(now.active().keySet());
        hosts.addAll(now.standby().keySet());
        return hosts.stream().map(host -> instance(host, now)).toList();
    }

    private StreamsMetadata instance(HostInfo host, Owners now) {
        Set<TopicPartition> active = now.active().getOrDefault(host, Set.of());
        Set<TopicPartition> standby = now.standby().getOrDefault(host, Set.of());
        Set<String> stores = new HashSet<>(storesOf(active));
        stores.addAll(globals);
        return new Instance(host, stores, active, storesOf(standby), standby);
    }

    private Set<String> storesOf(Set<TopicPartition> partitions) {
        return inputs.storesOf(partitions.stream().map(TopicPartition::topic).collect(toSet()));
    }

    /** The instances that hold a store, or copies of it; none for a store that the topology does not have. */
    public List<StreamsMetadata> holding(String store) {
        return all().stream()
                .filter(instance -> instance.stateStoreNames().contains(store)
                        || instance.standbyStateStoreNames().contains(store))
                .toList();
    }

    /**
     * The instances that hold a key of a store.
     *
     * @param partitioner says to which partition of the store's input the key goes
     * @return null for a store that the topology does not have
     * @throws IllegalArgumentException if the partitioner does not name exactly one partition
     */
    public <K> @Nullable KeyQueryMetadata holding(String store, K key, StreamPartitioner<? super K, ?> partitioner) {
        if (!plan.stores().containsKey(store)) {
            return null;
        }
        Owners now = owners.get();
        if (now.active().isEmpty()) {
            return KeyQueryMetadata.NOT_AVAILABLE;
        }
        if (globals.contains(store)) {
            return new KeyQueryMetadata(self, Set.of(), -1);
        }
        Map.Entry<String, Integer> widest = widestInput(store, now);
        if (widest == null) {
            return KeyQueryMetadata.NOT_AVAILABLE;
        }
        int partition = partition(store, key, partitioner, widest);
        return new KeyQueryMetadata(
                hosts(now.active(), store, partition).stream().findFirst().orElse(HostInfo.unavailable()),
                hosts(now.standby(), store, partition),
                partition);
    }

    private Map.@Nullable Entry<String, Integer> widestInput(String store, Owners now) {
        return now.partitionCounts().entrySet().stream()
                .filter(topic -> inputs.isInput(store, topic.getKey()))
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .orElse(null);
    }

    @SuppressWarnings("NullAway") // a key has no value here, and partitioners of keys do not ask for one
    private static <K> int partition(
            String store, K key, StreamPartitioner<? super K, ?> partitioner, Map.Entry<String, Integer> topic) {
        Optional<Set<Integer>> chosen = partitioner.partitions(topic.getKey(), key, null, topic.getValue());
        if (chosen.isEmpty() || chosen.get().size() != 1) {
            throw new IllegalArgumentException("the partitioner sends the key of store " + store + " to the partitions "
                    + chosen.orElse(Set.of()) + " of " + topic.getKey() + " (expected: exactly one)");
        }
        return chosen.get().iterator().next();
    }

    private Set<HostInfo> hosts(Map<HostInfo, Set<TopicPartition>> by, String store, int partition) {
        Set<HostInfo> hosts = new TreeSet<>(BY_ADDRESS);
        by.forEach((host, partitions) -> {
            if (partitions.stream()
                    .anyMatch(one -> one.partition() == partition && inputs.isInput(store, one.topic()))) {
                hosts.add(host);
            }
        });
        return hosts;
    }
}
