package io.millrace.engine.commit;

import io.millrace.engine.commit.CommitObserver.Step;
import io.millrace.engine.output.Outputs;
import io.millrace.engine.task.Task;
import io.millrace.log.LogException;
import io.millrace.log.Transaction;
import io.millrace.log.Writer;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Commits what a worker's tasks have done, all tasks together. Owned by the worker.
 *
 * <p>{@link #begin} has the tasks process what they handed each other and the stores forward what they hold back, adds
 * changes of state and input offsets to the transaction that already holds the records, and hands it to the log. From
 * then on the tasks fill the next transaction and the next generation of their write buffers, while the log makes this
 * one durable. {@link #finish}, called in every round of the worker, tells the stores when that is done. One commit is
 * under way at a time.
 *
 * <p>A commit that fails makes {@link #finish} throw: the worker then drops its tasks as they are and begins again from
 * what is committed.
 */
public final class CommitCycle {

    private final Outputs outputs;
    private final Writer writer;
    private final Runnable wakeup;
    private final CommitObserver observer;
    private @Nullable CompletableFuture<Void> underWay;
    private List<Task> committing = List.of();
    private long commits;

    /** @param wakeup called, on any thread, when a commit that was under way has completed */
    public CommitCycle(Outputs outputs, Writer writer, Runnable wakeup, CommitObserver observer) {
        this.outputs = outputs;
        this.writer = writer;
        this.wakeup = wakeup;
        this.observer = observer;
    }

    /** Whether a commit has been begun and not finished. */
    public boolean isUnderWay() {
        return underWay != null;
    }

    /** How many commits have been finished. */
    public long commits() {
        return commits;
    }

    /**
     * Begins a commit.
     *
     * @param tasks all tasks of the worker, those upstream first
     */
    public void begin(Collection<Task> tasks) {
        if (underWay != null) {
            throw new IllegalStateException("a commit is under way");
        }
        observer.after(Step.DUE);
        for (Task task : tasks) {
            task.settle();
        }
        observer.after(Step.EMITTED);
        Transaction transaction = outputs.takeForCommit();
        for (Task task : tasks) {
            task.prepareCommit(transaction);
        }
        observer.after(Step.PREPARED);
        CompletableFuture<Void> commit = transaction.commit();
        underWay = commit;
        committing = List.copyOf(tasks);
        observer.after(Step.SUBMITTED);
        var unused = commit.whenComplete((done, failure) -> wakeup.run());
    }

    /**
     * Finishes the commit that is under way, if the log is done with it.
     *
     * @return whether one was finished
     * @throws LogException if the commit failed
     */
    public boolean finish() {
        CompletableFuture<Void> commit = underWay;
        if (commit == null || !commit.isDone()) {
            return false;
        }
        underWay = null;
        rethrowFailure(commit);
        observer.after(Step.DURABLE);
        for (Task task : committing) {
            task.committed();
        }
        committing = List.of();
        commits++;
        observer.after(Step.APPLIED);
        return true;
    }

    /** Leaves tasks out of the commit that is under way, because they have gone to somebody else. */
    public void forget(Collection<Task> lost) {
        committing = committing.stream().filter(task -> !lost.contains(task)).toList();
    }

    /**
     * Commits everything and waits until it is durable.
     *
     * @param tasks all tasks of the worker, those upstream first
     */
    public void commitNow(Collection<Task> tasks) {
        drain();
        begin(tasks);
        drain();
    }

    private void drain() {
        writer.drain();
        finish();
    }

    private static void rethrowFailure(CompletableFuture<Void> commit) {
        try {
            commit.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new LogException("a commit failed: " + e.getCause(), e);
        }
    }
}
