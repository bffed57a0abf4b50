package io.millrace.log.embedded;

import io.millrace.log.FencedException;
import io.millrace.log.LogException;
import io.millrace.streams.processor.TaskId;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** A member's place in a group and the tasks that it holds. Guarded by the {@link Gate}. */
final class Place implements Fence {

    private final String group;
    private final String member;
    private final SortedMap<TaskId, SortedSet<TopicPartition>> held = new TreeMap<>();
    private State state = State.TAKEN;

    Place(String group, String member) {
        this.group = group;
        this.member = member;
    }

    String member() {
        return member;
    }

    /** The tasks, each with the partitions that it read when it was given. */
    SortedMap<TaskId, SortedSet<TopicPartition>> held() {
        return held;
    }

    boolean isTaken() {
        return state == State.TAKEN;
    }

    boolean isFenced() {
        return state == State.FENCED;
    }

    /** A newer member of the same name sits here now. */
    void fence() {
        state = State.FENCED;
    }

    /** The member has gone. */
    void leave() {
        state = State.LEFT;
    }

    @Override
    public void check() {
        switch (state) {
            case TAKEN -> {}
            case FENCED ->
                throw new FencedException("group " + group + ": a newer member has taken the place of " + member
                        + " (expected: one member of this name at a time)");
            case LEFT ->
                throw new LogException("group " + group + ": member " + member
                        + " has given up its place (expected: a member that is not closed)");
        }
    }

    /** A place is taken once, and then lost or left for good. */
    private enum State {
        TAKEN,
        FENCED,
        LEFT
    }
}
