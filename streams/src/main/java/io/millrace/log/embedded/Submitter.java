package io.millrace.log.embedded;

import io.millrace.log.LogException;
import java.util.concurrent.CompletableFuture;

/**
 * The first half of a commit: gives batches their offsets, makes them visible to members, and queues them for the
 * {@link Committer}. Thread safe; runs on the committing thread and holds the gate for some pointer moves.
 *
 * <p>The order of submission is the order on disk. So a member may work on records that are not durable yet: what it
 * commits in turn comes after them, and a crash keeps both or drops both.
 */
final class Submitter {

    private final LogMemory memory;
    private final CommitSteps steps;

    Submitter(LogMemory memory, CommitSteps steps) {
        this.memory = memory;
        this.steps = steps;
    }

    /** Submits a transaction, or says at once why it cannot be. Waits while too much is queued. */
    CompletableFuture<Void> submit(Submission submission, Fence fence) {
        memory.gate().lock();
        try {
            memory.queue().awaitRoom();
            memory.queue().checkOpen();
            fence.check();
            checkTopics(submission);
            place(submission);
        } catch (LogException e) {
            return CompletableFuture.failedFuture(e);
        } finally {
            memory.gate().unlock();
        }
        steps.reached(CommitSteps.Step.SUBMITTED);
        return submission.done();
    }

    private static void checkTopics(Submission submission) {
        for (Batch batch : submission.batches()) {
            if (batch.partition().isDeleted()) {
                throw new LogException("topic " + batch.partition().topic().name()
                        + " was deleted while records for it were being collected; nothing was written");
            }
        }
    }

    private void place(Submission submission) {
        for (Batch batch : submission.batches()) {
            batch.partition().submit(batch);
            memory.tails().add(batch);
        }
        for (OffsetCommit offset : submission.offsets()) {
            memory.offsets().submit(offset);
        }
        memory.queue().add(submission);
        if (!submission.batches().isEmpty()) {
            memory.gate().announce();
        }
    }
}
