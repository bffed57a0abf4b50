package io.millrace.streams;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One worker thread as it is at this moment. Immutable. */
public interface ThreadMetadata {

    /** The name of the state of the worker. */
    String threadState();

    /** The name of the thread. */
    String threadName();

    /** The tasks that it processes. */
    Set<TaskMetadata> activeTasks();

    /** The tasks whose state it keeps up to date for the case that their owner fails. */
    Set<TaskMetadata> standbyTasks();

    /** The {@code client.id} of its consumer; empty on the embedded log. */
    String consumerClientId();

    /** The {@code client.id} of the consumer that restores its stores; empty on the embedded log. */
    String restoreConsumerClientId();

    /** The {@code client.id}s of its producers; empty on the embedded log. */
    Set<String> producerClientIds();

    /** The {@code client.id} of the admin client that it uses; empty on the embedded log. */
    String adminClientId();

    /** Equal when all parts are. */
    @Override
    boolean equals(@Nullable Object other);

    @Override
    int hashCode();
}
