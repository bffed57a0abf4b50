package io.millrace.streams;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to close an application: how long to wait, and whether its place in the group is given up at once. Not
 * thread-safe; the {@code with...} methods change this object and return it.
 */
public class CloseOptions {

    /** What becomes of the place in the group of instances. */
    public enum GroupMembershipOperation {

        /** Give it up: the other instances take over the tasks at once. */
        LEAVE_GROUP,

        /**
         * Keep it: tasks stay where they are until the session times out, so that a quick restart moves nothing. Has no
         * effect with {@code group.protocol=streams}, which always leaves.
         */
        REMAIN_IN_GROUP
    }

    /** What becomes of the place in the group; {@link GroupMembershipOperation#REMAIN_IN_GROUP} unless set. */
    protected GroupMembershipOperation operation = GroupMembershipOperation.REMAIN_IN_GROUP;

    /** How long to wait for the workers to stop; practically for ever unless set. */
    protected Optional<Duration> timeout = Optional.of(Duration.ofMillis(Long.MAX_VALUE));

    private CloseOptions() {}

    /**
     * Copies other options; for subclasses that read the fields.
     *
     * @param closeOptions the ones to copy
     */
    protected CloseOptions(CloseOptions closeOptions) {
        this.operation = closeOptions.operation;
        this.timeout = closeOptions.timeout;
    }

    /**
     * Makes options with a timeout.
     *
     * @param timeout how long to wait for the workers to stop; null for no limit
     * @return the options
     */
    public static CloseOptions timeout(@Nullable Duration timeout) {
        return new CloseOptions().withTimeout(timeout);
    }

    /**
     * Makes options with a choice about the group.
     *
     * @param operation what becomes of the place in the group
     * @return the options
     */
    public static CloseOptions groupMembershipOperation(GroupMembershipOperation operation) {
        return new CloseOptions().withGroupMembershipOperation(operation);
    }

    /**
     * Sets the timeout.
     *
     * @param timeout how long to wait for the workers to stop; null for no limit
     * @return this
     */
    public CloseOptions withTimeout(@Nullable Duration timeout) {
        this.timeout = Optional.ofNullable(timeout);
        return this;
    }

    /**
     * Sets the choice about the group.
     *
     * @param operation what becomes of the place in the group
     * @return this
     */
    public CloseOptions withGroupMembershipOperation(GroupMembershipOperation operation) {
        this.operation =
                Objects.requireNonNull(operation, "operation: null (expected: LEAVE_GROUP or REMAIN_IN_GROUP)");
        return this;
    }
}
