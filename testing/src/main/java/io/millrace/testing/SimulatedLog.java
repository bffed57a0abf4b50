package io.millrace.testing;

import io.millrace.log.AssignmentListener;
import io.millrace.log.Isolation;
import io.millrace.log.Log;
import io.millrace.log.LogRecord;
import io.millrace.log.Member;
import io.millrace.log.Reader;
import io.millrace.log.Seat;
import io.millrace.log.Topics;
import io.millrace.log.Writer;
import io.millrace.store.StateDatabase;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * A log in memory that does the same thing in every run, and goes wrong where a {@link FaultPlan} says so.
 *
 * <p>Every call of the port is numbered, written to the {@linkplain #trace() trace} and shown to the plan, which may
 * let it fail. So a test can crash a program at each of its calls in turn:
 *
 * <pre>{@code
 * for (long call = 1; call <= callsOfAFaultFreeRun; call++) {
 *     SimulatedLog log = SimulatedLog.open(settings, FaultPlan.crashAt(call, false));
 *     try {
 *         run(log);
 *     } catch (SimulatedCrash crash) {
 *         run(log.restart());
 *     }
 *     check(log);
 * }
 * }</pre>
 *
 * <p>A log that carries state behaves like the embedded one: members read what has been submitted before it is durable.
 * One that does not behaves like Kafka: members read what is committed. In both, what survives a crash is a prefix of
 * all commits, in the order of submission.
 *
 * <p>One thread drives it. Nothing ever waits: a poll that finds nothing returns at once, and a commit that was delayed
 * becomes durable in a later call of the port, or in {@link #step()}.
 */
public final class SimulatedLog implements Log {

    private final SimulatedProcess process;
    private final SimulatedTopics topics;

    private SimulatedLog(SimulatedProcess process) {
        this.process = process;
        this.topics = new SimulatedTopics(process);
    }

    /**
     * How the log behaves when nothing goes wrong.
     *
     * @param carriesState whether transactions change state
     * @param recordsPerPoll how many records of one partition a poll returns at most
     * @param transactionMarks whether each commit takes up one offset more in every partition that it writes to, as
     *     Kafka's transaction marks do
     */
    public record Settings(boolean carriesState, int recordsPerPoll, boolean transactionMarks) {

        /** Few enough that tests of some hundred records poll more than once. */
        private static final int RECORDS_PER_POLL = 100;

        /** As the embedded log. */
        public static Settings likeEmbedded() {
            return new Settings(true, RECORDS_PER_POLL, false);
        }

        /** As Kafka. */
        public static Settings likeKafka() {
            return new Settings(false, RECORDS_PER_POLL, true);
        }

        public Settings {
            if (recordsPerPoll < 1) {
                throw new IllegalArgumentException("recordsPerPoll: " + recordsPerPoll + " (expected: >= 1)");
            }
        }
    }

    /** An empty log. */
    public static SimulatedLog open(Settings settings, FaultPlan plan) {
        return open(settings, plan, new EventTrace());
    }

    /** An empty log that adds to a trace, or to {@link EventTrace#off()} where nobody looks at it. */
    public static SimulatedLog open(Settings settings, FaultPlan plan, EventTrace trace) {
        return new SimulatedLog(new SimulatedProcess(new SimulatedDisk(), settings, plan, trace, 0));
    }

    /** The log as it is after a crash, under the same plan. Kills the process first if it still runs. */
    public SimulatedLog restart() {
        return restart(process.plan);
    }

    /** The log as it is after a crash, under another plan. Kills the process first if it still runs. */
    public SimulatedLog restart(FaultPlan plan) {
        crash();
        process.trace.add("restart");
        return new SimulatedLog(
                new SimulatedProcess(process.disk, process.settings, plan, process.trace, process.calls()));
    }

    /** Kills the process from outside, between two calls. */
    public void crash() {
        if (!process.isOver()) {
            process.crash();
        }
    }

    /** Whether the process has died. */
    public boolean isCrashed() {
        return process.isCrashed();
    }

    /** How many calls of the port there were, over all restarts. */
    public long calls() {
        return process.calls();
    }

    /** Makes the oldest commit that is under way durable and answers it; false when there is none. */
    public boolean step() {
        return !process.isOver() && process.settleOne();
    }

    /** What happened so far, over all restarts. */
    public EventTrace trace() {
        return process.trace;
    }

    /** The state that is committed with the log. */
    public StateDatabase state() {
        if (process.database == null) {
            throw new IllegalStateException("this log does not carry state; open it with Settings.likeEmbedded()");
        }
        return process.database;
    }

    /** The durable records of a partition. Not a call of the port: for checks, also after a crash. */
    public List<LogRecord> records(TopicPartition partition) {
        return process.disk.partition(partition).durable();
    }

    @Override
    public Topics topics() {
        return topics;
    }

    @Override
    public Reader reader(Isolation isolation) {
        process.enter(PortCall.Kind.LIFECYCLE, "reader " + isolation);
        return new SimulatedReader(process, isolation);
    }

    @Override
    public Member join(Seat seat, AssignmentListener listener) {
        process.enter(PortCall.Kind.LIFECYCLE, "join " + seat.group() + "/" + seat.member());
        return process.groups
                .computeIfAbsent(seat.group(), name -> new SimulatedGroup(process, name))
                .join(seat, listener);
    }

    @Override
    public Writer writer(String writerId) {
        process.enter(PortCall.Kind.LIFECYCLE, "writer " + writerId);
        SimulatedWriter writer = new SimulatedWriter(process, writerId, null);
        SimulatedWriter older = process.writers.put(writerId, writer);
        if (older != null) {
            older.fence();
        }
        return writer;
    }

    @Override
    public boolean carriesState() {
        return process.database != null;
    }

    @Override
    public void close() {
        process.close();
    }
}
