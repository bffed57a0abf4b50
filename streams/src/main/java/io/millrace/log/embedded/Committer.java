package io.millrace.log.embedded;

import io.millrace.base.Clock;
import io.millrace.log.LogException;
import io.millrace.log.OutcomeUnknownException;
import io.millrace.store.rocksdb.DiskFullException;
import io.millrace.store.rocksdb.RocksBatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second half of a commit: makes submissions durable, in order. One thread.
 *
 * <p>It takes everything that is queued and writes it - batches, offsets, state - as one atomic batch with one sync.
 * Whatever is submitted meanwhile goes together into the next one (group commit). Then it moves the durable ends, wakes
 * readers and completes the futures, in the order of submission. When nothing is queued it looks after retention and
 * compaction, a bounded step at a time.
 *
 * <p>When the disk is full it keeps everything and tries again every second; submitters wait as soon as the queue is
 * full. After any other failure the outcome of the write is unknown, so it is never repeated: everything that waits
 * fails and the log refuses further use until it is opened again.
 */
final class Committer implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MAINTENANCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LogMemory memory;
    private final Storage storage;
    private final Maintenance maintenance;
    private final Clock clock;
    private final CommitSteps steps;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile LogHealth health = LogHealth.WORKING;
    private long maintainedNs;
    private boolean moreMaintenance;
    private boolean writeBegun;

    Committer(LogMemory memory, Storage storage, Clock clock, CommitSteps steps) {
        this.memory = memory;
        this.storage = storage;
        this.maintenance = new Maintenance(memory, storage, steps);
        this.clock = clock;
        this.steps = steps;
        this.maintainedNs = clock.monotonicNs();
    }

    LogHealth health() {
        return health;
    }

    /** Done when this has ended and touches nothing any more. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public void run() {
        try {
            while (step()) {
                maintainIfDue();
            }
            maintenance.finish();
            health = LogHealth.CLOSED;
        } catch (InterruptedException e) {
            fail(new LogException("the log's committer was interrupted", e));
        } catch (Throwable e) { // also Errors: whoever waits must not wait for ever
            fail(new LogException(
                    "writing the log failed. Close it and open it again: it then holds everything up to some commit and"
                            + " nothing after it",
                    e));
        } finally {
            ended.complete(null);
        }
    }

    /** Writes one group, if there is one in time; false when the log is closed and everything is written. */
    boolean step() throws InterruptedException {
        List<Submission> group = memory.queue().take(moreMaintenance ? 0 : MAINTENANCE_NANOS);
        if (group == null) {
            return false;
        }
        if (!group.isEmpty()) {
            steps.reached(CommitSteps.Step.TAKEN);
            commit(group);
        }
        return true;
    }

    private void maintainIfDue() {
        long nowNs = clock.monotonicNs();
        if (moreMaintenance || nowNs - maintainedNs >= MAINTENANCE_NANOS) {
            maintainedNs = nowNs;
            moreMaintenance = health == LogHealth.WORKING && maintenance.step(clock.wallMs());
        }
    }

    private void commit(List<Submission> group) throws InterruptedException {
        try (RocksBatch batch = storage.database().batch()) {
            for (Submission submission : group) {
                add(submission, batch);
            }
            if (!batch.isEmpty()) {
                steps.reached(CommitSteps.Step.BEFORE_WRITE);
                write(batch);
                steps.reached(CommitSteps.Step.AFTER_WRITE);
            }
        }
        show(group);
        writeBegun = false;
        steps.reached(CommitSteps.Step.VISIBLE);
        for (Submission submission : group) {
            submission.done().complete(null);
        }
        steps.reached(CommitSteps.Step.AFTER_COMPLETION);
    }

    private void add(Submission submission, RocksBatch batch) {
        for (Batch records : submission.batches()) {
            storage.log().put(batch, records);
        }
        for (OffsetCommit offset : submission.offsets()) {
            storage.meta().putOffset(batch, offset);
        }
        submission.state().forEach(batch::changes);
        submission.other().accept(batch);
    }

    private void write(RocksBatch batch) throws InterruptedException {
        while (true) {
            try {
                writeBegun = true;
                batch.write(true);
                if (health == LogHealth.DISK_FULL) {
                    LOG.info("There is room on the disk again; the log goes on and has lost nothing");
                    health = LogHealth.WORKING;
                }
                return;
            } catch (DiskFullException e) {
                writeBegun = false;
                waitForRoom(e);
            }
        }
    }

    private void waitForRoom(DiskFullException e) throws InterruptedException {
        if (health != LogHealth.DISK_FULL) {
            LOG.error("The disk is full; commits wait until there is room (tried again every second)", e);
            health = LogHealth.DISK_FULL;
        }
        if (!memory.queue().pause(RETRY_NANOS)) {
            throw new LogException("the log was closed while the disk was full; what was waiting is not written", e);
        }
    }

    private void show(List<Submission> group) {
        boolean records = false;
        memory.gate().lock();
        try {
            for (Submission submission : group) {
                records |= !submission.batches().isEmpty();
                for (Batch batch : submission.batches()) {
                    batch.partition().durable(batch.endOffset());
                    maintenance.appended(batch);
                }
                submission.offsets().forEach(memory.offsets()::durable);
            }
            memory.queue().written();
            memory.tails().fit();
            if (records) {
                memory.gate().announce();
            }
        } finally {
            memory.gate().unlock();
        }
    }

    private void fail(LogException cause) {
        LOG.error("The log has stopped", cause);
        health = LogHealth.FAILED;
        List<Submission> underWay;
        List<Submission> waiting;
        memory.gate().lock();
        try {
            underWay = memory.queue().underWay();
            waiting = memory.queue().fail(cause);
            memory.gate().announce();
        } finally {
            memory.gate().unlock();
        }
        for (Submission submission : underWay) {
            submission.done().completeExceptionally(writeBegun ? outcomeUnknown(cause) : cause);
        }
        for (Submission submission : waiting) {
            submission.done().completeExceptionally(cause);
        }
    }

    private static LogException outcomeUnknown(LogException cause) {
        LogException unknown =
                new OutcomeUnknownException("writing the log failed in the middle of this commit. Close the"
                        + " log and open it again: it then holds all of the commit or nothing of it");
        unknown.initCause(cause);
        return unknown;
    }
}
