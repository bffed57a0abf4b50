package io.millrace.log.embedded;

import io.millrace.base.Seams;
import io.millrace.log.AssignmentListener;
import io.millrace.log.Isolation;
import io.millrace.log.Log;
import io.millrace.log.LogException;
import io.millrace.log.Member;
import io.millrace.log.Reader;
import io.millrace.log.Seat;
import io.millrace.log.Topics;
import io.millrace.log.Writer;
import io.millrace.store.StateDatabase;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The embedded log: durable, exactly-once, in this process, in one database together with the state.
 *
 * <p>An instance is one opening of a folder; all openings within the process share one log, and the last to close it
 * releases the folder. What was submitted before that is written first.
 *
 * <p>A commit is durable when its future completes. Members of groups read records as soon as they are submitted;
 * readers and everyone who asks for committed offsets see only what is durable. A crash at any moment keeps some prefix
 * of the commits in the order of submission, and at least those whose futures were completed.
 *
 * <p>Thread safe. The package description tells how it works.
 */
public final class EmbeddedLogStorage implements Log {

    private final Path folder;
    private final LogCore core;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedLogStorage(Path folder, LogCore core) {
        this.folder = folder;
        this.core = core;
    }

    /**
     * Opens a log, or makes one when the folder is missing or empty.
     *
     * @param folder where it lives; used by nothing else
     * @param settings how much it may use; those of the first opening in this process count
     * @param seams clock and threads; those of the first opening count
     * @throws io.millrace.streams.errors.LockException when another process has it open
     * @throws io.millrace.streams.errors.ProcessorStateException when the folder holds something else, an unknown
     *     version, or is damaged; nothing in it is changed then
     */
    public static EmbeddedLogStorage open(Path folder, EmbeddedSettings settings, Seams seams) {
        return open(folder, settings, seams, CommitSteps.IGNORED);
    }

    /** As {@link #open(Path, EmbeddedSettings, Seams)}, with somebody who hears of every step of a commit. */
    public static EmbeddedLogStorage open(Path folder, EmbeddedSettings settings, Seams seams, CommitSteps steps) {
        return new EmbeddedLogStorage(folder, OpenLogs.ofThisProcess().open(folder, settings, seams, steps));
    }

    @Override
    public Topics topics() {
        return openCore().topics();
    }

    @Override
    public Reader reader(Isolation isolation) {
        return openCore().reader(isolation);
    }

    @Override
    public Member join(Seat seat, AssignmentListener listener) {
        return openCore().join(seat, listener);
    }

    @Override
    public Writer writer(String writerId) {
        return openCore().writer(writerId);
    }

    @Override
    public boolean carriesState() {
        return true;
    }

    /**
     * The committed state, which transactions change. Lives as long as the log is open; closed by it, not by the
     * caller.
     */
    public StateDatabase state() {
        return openCore().database();
    }

    /** How the log is doing. */
    public LogHealth health() {
        return core.health();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            OpenLogs.ofThisProcess().close(folder);
        }
    }

    private LogCore openCore() {
        if (closed.get()) {
            throw new LogException("the log in " + folder + " is closed (expected: open)");
        }
        return core;
    }
}
