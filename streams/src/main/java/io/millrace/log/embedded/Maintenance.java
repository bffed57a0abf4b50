package io.millrace.log.embedded;

import io.millrace.log.LogException;
import io.millrace.store.rocksdb.DiskFullException;
import io.millrace.store.rocksdb.RocksBatch;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after what is on disk: removes what was purged or has expired, and compacts. Runs on the committer's thread, in
 * steps that are each bounded in work, so that a commit never waits long.
 *
 * <p>Nothing here needs a sync: it is written in the same log as the commits, so a crash forgets the last of it and
 * nothing else, and it is done again. When the disk is full it waits for the next round; when a partition cannot be
 * read, that is said once per round, and the others go on.
 */
final class Maintenance {

    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

    /** Partitions looked at per step; looking costs one read each at most, when nothing is to be done. */
    private static final int PARTITIONS_PER_STEP = 100;

    private final LogMemory memory;
    private final Storage storage;
    private final CommitSteps steps;
    private final Retention retention;
    private final Compaction compaction;
    private List<Partition> round = List.of();
    private int next;

    Maintenance(LogMemory memory, Storage storage, CommitSteps steps) {
        this.memory = memory;
        this.storage = storage;
        this.steps = steps;
        this.retention = new Retention(memory, storage);
        this.compaction = new Compaction(memory, storage.log());
    }

    /** A batch is durable. */
    void appended(Batch batch) {
        retention.appended(batch);
        compaction.appended(batch);
    }

    /**
     * A bounded amount of work.
     *
     * @return whether there is more to do right away
     */
    boolean step(long nowMs) {
        if (next >= round.size()) {
            round = partitions();
            next = 0;
        }
        int end = Math.min(round.size(), next + PARTITIONS_PER_STEP);
        boolean more = end < round.size();
        try (RocksBatch batch = storage.database().batch()) {
            for (Partition partition : round.subList(next, end)) {
                more |= visit(partition, nowMs, batch);
            }
            more |= compact(nowMs, batch);
            write(batch);
        }
        next = end;
        return more;
    }

    /** The last step before the log is closed: whatever was purged stays purged. */
    void finish() {
        try (RocksBatch batch = storage.database().batch()) {
            for (Partition partition : partitions()) {
                retention.store(partition, batch);
            }
            write(batch);
        }
    }

    private List<Partition> partitions() {
        memory.gate().lock();
        try {
            return memory.topics().partitions();
        } finally {
            memory.gate().unlock();
        }
    }

    private boolean visit(Partition partition, long nowMs, RocksBatch batch) {
        try {
            boolean more = retention.expire(partition, nowMs);
            retention.store(partition, batch);
            return compaction.offer(partition) || more;
        } catch (LogException e) {
            LOG.error("Partition {} cannot be looked after", partition.name(), e);
            return false;
        }
    }

    private boolean compact(long nowMs, RocksBatch batch) {
        try {
            return compaction.step(nowMs, batch);
        } catch (LogException e) {
            LOG.error("A partition cannot be compacted", e);
            compaction.giveUp();
            return false;
        }
    }

    private void write(RocksBatch batch) {
        if (batch.isEmpty()) {
            return;
        }
        steps.reached(CommitSteps.Step.BEFORE_MAINTENANCE_WRITE);
        try {
            batch.write(false);
            retention.written(true);
        } catch (DiskFullException e) {
            LOG.warn("The disk is full; old records are removed later", e);
            retention.written(false);
            compaction.abandon();
        }
        steps.reached(CommitSteps.Step.AFTER_MAINTENANCE_WRITE);
    }
}
