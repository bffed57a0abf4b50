package io.millrace.streams;

import io.millrace.streams.state.HostInfo;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a key of a store can be read: the instance at work on its partition, and those that keep a copy. Immutable. */
public class KeyQueryMetadata {

    /** The answer while nobody knows: no assignment has been made yet. */
    public static final KeyQueryMetadata NOT_AVAILABLE = new KeyQueryMetadata(HostInfo.unavailable(), Set.of(), -1);

    private final HostInfo activeHost;
    private final Set<HostInfo> standbyHosts;
    private final int partition;

    /**
     * Makes it.
     *
     * @param activeHost the instance that is at work on the partition
     * @param standbyHosts the instances that keep a copy of it
     * @param partition its number; -1 for a global store, which every instance holds
     */
    public KeyQueryMetadata(HostInfo activeHost, Set<HostInfo> standbyHosts, int partition) {
        this.activeHost = activeHost;
        this.standbyHosts = standbyHosts;
        this.partition = partition;
    }

    /** The instance that is at work on the partition. */
    public HostInfo activeHost() {
        return activeHost;
    }

    /** The instances that keep a copy of it. */
    public Set<HostInfo> standbyHosts() {
        return standbyHosts;
    }

    /** The partition that the key lies in; -1 for a global store. */
    public int partition() {
        return partition;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyQueryMetadata that
                && activeHost.equals(that.activeHost)
                && standbyHosts.equals(that.standbyHosts)
                && partition == that.partition;
    }

    @Override
    public int hashCode() {
        return Objects.hash(activeHost, standbyHosts, partition);
    }

    @Override
    public String toString() {
        return "KeyQueryMetadata {activeHost=" + activeHost + ", standbyHosts=" + standbyHosts + ", partition="
                + partition + "}";
    }
}
