package io.millrace.testing;

import io.millrace.log.LogException;
import io.millrace.store.memory.MemoryDatabase;
import java.util.ArrayDeque;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The life of a log between its opening and its crash: counts calls, lets faults happen, and holds what a crash takes
 * away, which is the queue of commits, the groups and the writers.
 *
 * <p>Commits become durable in the order of submission, at the call at which they are due, or when {@link #settle} says
 * so. One thread.
 */
final class SimulatedProcess {

    final SimulatedDisk disk;
    final SimulatedLog.Settings settings;
    final FaultPlan plan;
    final EventTrace trace;
    final SortedMap<String, SimulatedGroup> groups = new TreeMap<>();
    final SortedMap<String, SimulatedWriter> writers = new TreeMap<>();
    final @Nullable MemoryDatabase database;

    private final ArrayDeque<PendingCommit> commits = new ArrayDeque<>();
    private long calls;
    private boolean crashed;
    private boolean closed;

    SimulatedProcess(
            SimulatedDisk disk, SimulatedLog.Settings settings, FaultPlan plan, EventTrace trace, long callsBefore) {
        this.disk = disk;
        this.settings = settings;
        this.plan = plan;
        this.trace = trace;
        this.calls = callsBefore;
        this.database = settings.carriesState() ? new MemoryDatabase() : null;
        if (database != null && disk.state() != null) {
            database.restore(disk.state());
        }
    }

    long calls() {
        return calls;
    }

    boolean isCrashed() {
        return crashed;
    }

    /** Whether calls still have an effect; closing things after a crash is not an error. */
    boolean isOver() {
        return crashed || closed;
    }

    /** Begins a call of the port: counts it and lets its fault happen, except that of a commit. */
    Fault enter(PortCall.Kind kind, String detail) {
        if (crashed) {
            throw new SimulatedCrash("the process has crashed; " + kind + " " + detail + " never happened");
        }
        if (closed) {
            throw new LogException("the log is closed: " + kind + " " + detail);
        }
        calls++;
        PortCall call = new PortCall(calls, kind, detail);
        Fault fault = plan.faultAt(call);
        if (trace.isOn()) {
            trace.add(fault == Fault.NONE ? call.toString() : call + " " + fault);
        }
        settleDue();
        if (fault == Fault.CRASH && kind != PortCall.Kind.COMMIT) {
            throw crash();
        }
        return fault;
    }

    /** Queues a commit; one that is due is durable and answered when this returns. */
    void submit(PendingCommit commit) {
        commits.add(commit);
        settleDue();
    }

    private void settleDue() {
        while (!commits.isEmpty() && commits.peek().dueAtCall() <= calls) {
            settleOne();
        }
    }

    /** Makes the oldest commit durable, due or not; false when there is none. */
    boolean settleOne() {
        PendingCommit commit = commits.poll();
        if (commit == null) {
            return false;
        }
        commit.write(disk, database);
        trace.add("durable " + commit.name());
        commit.answer();
        return true;
    }

    /** Makes every commit durable. */
    void settle() {
        while (settleOne()) {
            // settleOne does the work
        }
    }

    /** Dies. What is to be thrown is returned, so that callers can show that they end here. */
    SimulatedCrash crash() {
        int kept = plan.keptAtCrash(commits.size());
        trace.add("crash at #" + calls + ", keeps " + kept + " of " + commits.size() + " commits under way");
        for (int i = 0; i < kept; i++) {
            commits.remove().write(disk, database);
        }
        commits.clear();
        stop();
        crashed = true;
        return new SimulatedCrash("crash at call #" + calls);
    }

    void close() {
        if (!isOver()) {
            settle();
            stop();
            closed = true;
        }
    }

    /** Leaves on the disk what is durable, and nothing else. State is only ever changed by what is durable. */
    private void stop() {
        disk.crash();
        if (database != null) {
            disk.state(database.snapshot());
            database.close();
        }
    }
}
