package io.millrace.log.embedded;

import io.millrace.log.Seat;
import io.millrace.streams.processor.TaskId;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Shares out tasks among the members of a group, cooperatively: there is a target, and each member moves towards it in
 * its own polls. A task that is to go from one member to another is first revoked from the one, and only when that call
 * has returned - what is to be committed is submitted - can the other take it. Tasks that stay are not touched.
 *
 * <p>The target is worked out again, by whichever member polls first, when a member comes or goes or when topics
 * change. An exception of the catalog or the assignor surfaces there, in every poll, until it is gone.
 *
 * <p>A task whose partitions have changed, because a new topic matches a pattern, is revoked and given again.
 *
 * <p>Guarded by the {@link Gate}; only {@link #version} is read without it. Catalog and assignor are asked under the
 * gate: they are pure functions and use the log for nothing.
 */
final class Group {

    private final String name;
    private final SortedMap<String, Place> places = new TreeMap<>();
    private @Nullable Seat newest;
    private SortedMap<TaskId, SortedSet<TopicPartition>> tasks = Collections.emptySortedMap();
    private SortedMap<String, SortedSet<TaskId>> target = Collections.emptySortedMap();
    private boolean stale;
    private volatile long version;

    Group(String name) {
        this.name = name;
    }

    /** Changes whenever there may be something to revoke or to take. */
    long version() {
        return version;
    }

    /** Takes a place; whoever had one of this name has it no more. */
    Place join(Seat seat) {
        Place place = new Place(name, seat.member());
        Place former = places.put(seat.member(), place);
        if (former != null) {
            former.fence();
        }
        newest = seat;
        changed(true);
        return place;
    }

    /** Frees a place and its tasks. */
    void leave(Place place) {
        if (place.isTaken()) {
            places.remove(place.member());
            changed(true);
        }
        place.leave();
    }

    void topicsChanged() {
        changed(true);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only ever written under the gate
    private void changed(boolean targetIsStale) {
        stale |= targetIsStale;
        version++;
    }

    /** Brings the target up to date, if it is not. */
    void settle(Map<String, Integer> partitionCounts) {
        Seat seat = newest;
        if (!stale || seat == null) {
            return;
        }
        SortedMap<TaskId, SortedSet<TopicPartition>> all = seat.tasks().tasks(partitionCounts);
        SortedMap<String, SortedSet<TaskId>> held = new TreeMap<>();
        for (Place place : places.values()) {
            SortedSet<TaskId> existing = new TreeSet<>(place.held().keySet());
            existing.retainAll(all.keySet());
            held.put(place.member(), existing);
        }
        target = seat.share(new TreeSet<>(all.keySet()), held);
        tasks = all;
        stale = false;
    }

    /** The tasks that a member holds and is to hold no more. */
    SortedSet<TaskId> toRevoke(Place place) {
        SortedSet<TaskId> share = share(place);
        SortedSet<TaskId> revoked = new TreeSet<>();
        place.held().forEach((task, partitions) -> {
            if (!share.contains(task) || !partitions.equals(tasks.get(task))) {
                revoked.add(task);
            }
        });
        return revoked;
    }

    /** The member has given tasks up; others can take them from now on. */
    void revoked(Place place, Set<TaskId> revoked) {
        place.held().keySet().removeAll(revoked);
        changed(false);
    }

    /** Gives a member the tasks that it is to hold and that nobody holds. */
    SortedMap<TaskId, SortedSet<TopicPartition>> take(Place place) {
        SortedMap<TaskId, SortedSet<TopicPartition>> taken = new TreeMap<>();
        for (TaskId task : share(place)) {
            if (!isHeld(task)) {
                taken.put(task, new TreeSet<>(tasks.getOrDefault(task, Collections.emptySortedSet())));
            }
        }
        place.held().putAll(taken);
        return taken;
    }

    private boolean isHeld(TaskId task) {
        for (Place place : places.values()) {
            if (place.held().containsKey(task)) {
                return true;
            }
        }
        return false;
    }

    private SortedSet<TaskId> share(Place place) {
        return target.getOrDefault(place.member(), Collections.emptySortedSet());
    }
}
