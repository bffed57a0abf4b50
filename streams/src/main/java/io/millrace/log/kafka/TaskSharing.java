package io.millrace.log.kafka;

import io.millrace.log.Seat;
import io.millrace.streams.processor.TaskId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * Shares tasks out among the members of a group, cooperatively: a pure function. Who is to have what says the seat's
 * assignor. A task that is to go from one member to another is given to neither: the one gives it up when it sees that
 * it is not its own any more, and joins again, and then the other is given it. Tasks that stay are not touched.
 */
final class TaskSharing {

    private TaskSharing() {}

    /**
     * What a member says of itself.
     *
     * @param name its name; unique, or else it is made so here
     * @param owned the partitions that it reads
     * @param generation as of which generation of the group; the later one is right when two claim the same
     */
    record Claim(String name, Set<TopicPartition> owned, int generation) {}

    /**
     * Shares out among members, whichever processes they belong to.
     *
     * @param counts the topics that exist, with their partitions
     * @param claims each member by its id
     * @return each member by its id, with the tasks that it may have at once
     */
    static Map<String, SortedMap<TaskId, SortedSet<TopicPartition>>> share(
            Seat seat, Map<String, Integer> counts, SortedMap<String, Claim> claims) {
        SortedMap<TaskId, SortedSet<TopicPartition>> tasks = seat.tasks().tasks(counts);
        Map<String, String> names = uniqueNames(claims);
        SortedMap<String, SortedSet<TaskId>> held = new TreeMap<>();
        held(tasks, claims).forEach((id, its) -> held.put(names.getOrDefault(id, id), its));
        SortedMap<String, SortedSet<TaskId>> shares = seat.share(new TreeSet<>(tasks.keySet()), held);
        SortedMap<String, SortedSet<TaskId>> byId = new TreeMap<>();
        names.forEach((id, name) -> byId.put(id, shares.getOrDefault(name, new TreeSet<>())));
        return free(tasks, claims, byId);
    }

    /** Each member by its id, with the tasks that it reads now. */
    static SortedMap<String, SortedSet<TaskId>> held(
            SortedMap<TaskId, SortedSet<TopicPartition>> tasks, SortedMap<String, Claim> claims) {
        Map<TopicPartition, String> owners = owners(claims);
        SortedMap<String, SortedSet<TaskId>> held = new TreeMap<>();
        claims.keySet().forEach(id -> held.put(id, new TreeSet<>()));
        tasks.forEach((task, partitions) -> {
            for (TopicPartition partition : partitions) {
                String owner = owners.get(partition);
                if (owner != null) {
                    held.getOrDefault(owner, new TreeSet<>()).add(task);
                    break;
                }
            }
        });
        return held;
    }

    /** Of what each member is to have, by its id, the tasks that no other still reads. */
    static Map<String, SortedMap<TaskId, SortedSet<TopicPartition>>> free(
            SortedMap<TaskId, SortedSet<TopicPartition>> tasks,
            SortedMap<String, Claim> claims,
            SortedMap<String, SortedSet<TaskId>> shares) {
        Map<String, SortedMap<TaskId, SortedSet<TopicPartition>>> given = new HashMap<>();
        shares.forEach((id, share) -> {
            SortedMap<TaskId, SortedSet<TopicPartition>> its = new TreeMap<>();
            for (TaskId task : share) {
                SortedSet<TopicPartition> partitions = tasks.get(task);
                if (partitions != null && !isClaimedByAnother(id, partitions, claims)) {
                    its.put(task, partitions);
                }
            }
            given.put(id, its);
        });
        return given;
    }

    /** Instances may have been given the same {@code client.id}, and then their threads have the same names. */
    private static Map<String, String> uniqueNames(SortedMap<String, Claim> claims) {
        Map<String, String> names = new TreeMap<>();
        Set<String> taken = new HashSet<>();
        claims.forEach((id, claim) -> names.put(id, taken.add(claim.name()) ? claim.name() : claim.name() + "@" + id));
        return names;
    }

    private static Map<TopicPartition, String> owners(SortedMap<String, Claim> claims) {
        Map<TopicPartition, String> owners = new HashMap<>();
        Map<TopicPartition, Integer> generations = new HashMap<>();
        claims.forEach((id, claim) -> {
            for (TopicPartition partition : claim.owned()) {
                if (claim.generation() > generations.getOrDefault(partition, Integer.MIN_VALUE)) {
                    generations.put(partition, claim.generation());
                    owners.put(partition, id);
                }
            }
        });
        return owners;
    }

    private static boolean isClaimedByAnother(
            String id, SortedSet<TopicPartition> partitions, SortedMap<String, Claim> claims) {
        for (Map.Entry<String, Claim> other : claims.entrySet()) {
            if (!other.getKey().equals(id)) {
                for (TopicPartition partition : partitions) {
                    if (other.getValue().owned().contains(partition)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
