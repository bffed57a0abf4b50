package io.millrace.log;

import io.millrace.streams.processor.TaskId;
import java.util.Set;

/** Hears, within {@link Member#poll}, which tasks a member gains and loses. */
public interface AssignmentListener {

    /** These tasks are now this member's, in addition to those it holds. */
    void assigned(Set<TaskId> tasks);

    /** These tasks go elsewhere when this call returns; whatever is to be committed must be committed before. */
    void revoked(Set<TaskId> tasks);

    /**
     * The state of these tasks, which others run, is to be kept up to date here, so that one of them can be taken over
     * at once. Replaces what was said before; only told by logs that share out standby tasks.
     */
    default void keepWarm(Set<TaskId> tasks) {}

    /** These tasks have already gone elsewhere; nothing of them can be committed any more. */
    void lost(Set<TaskId> tasks);
}
