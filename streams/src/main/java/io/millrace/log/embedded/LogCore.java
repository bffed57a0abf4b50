package io.millrace.log.embedded;

import io.millrace.base.Seams;
import io.millrace.log.AssignmentListener;
import io.millrace.log.Isolation;
import io.millrace.log.Seat;
import io.millrace.log.Topics;
import io.millrace.store.rocksdb.FormatFolder;
import io.millrace.store.rocksdb.RocksDatabase;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One open log: memory, storage, the thread that commits, and the doors to them. Shared by all openings of its folder;
 * closed with the last. Thread safe.
 */
final class LogCore {

    private static final FormatFolder FORMAT = new FormatFolder("log", "millrace embedded log, format ", 1);

    private final EmbeddedSettings settings;
    private final Seams seams;
    private final LogMemory memory;
    private final Storage storage;
    private final Submitter submitter;
    private final Committer committer;
    private final BatchSource source;
    private final EmbeddedTopics topics;
    private final WriterFences writers = new WriterFences();

    private LogCore(EmbeddedSettings settings, Seams seams, LogMemory memory, Storage storage, CommitSteps steps) {
        this.settings = settings;
        this.seams = seams;
        this.memory = memory;
        this.storage = storage;
        this.submitter = new Submitter(memory, steps);
        this.committer = new Committer(memory, storage, seams.clock(), steps);
        this.source = new BatchSource(memory, storage.log());
        this.topics = new EmbeddedTopics(memory, storage, new TimeSearch(source));
    }

    static LogCore open(Path folder, EmbeddedSettings settings, Seams seams, CommitSteps steps) {
        RocksDatabase database =
                RocksDatabase.open(FORMAT.prepare(folder), settings.databaseBytes(), settings.tuning());
        try {
            Storage storage = Storage.in(database);
            LogMemory memory = LogMemory.empty(settings);
            Recovery.run(storage, memory);
            LogCore core = new LogCore(settings, seams, memory, storage, steps);
            seams.threads().start("millrace-log-committer", core.committer);
            return core;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    EmbeddedSettings settings() {
        return settings;
    }

    LogMemory memory() {
        return memory;
    }

    BatchSource source() {
        return source;
    }

    Topics topics() {
        return topics;
    }

    RocksDatabase database() {
        return storage.database();
    }

    LogHealth health() {
        return committer.health();
    }

    EmbeddedReader reader(Isolation isolation) {
        return new EmbeddedReader(memory, source, isolation, settings);
    }

    EmbeddedMember join(Seat seat, AssignmentListener listener) {
        memory.gate().lock();
        try {
            memory.queue().checkOpen();
            Group group = memory.groups().get(seat.group());
            Place place = group.join(seat);
            memory.gate().announce();
            return new EmbeddedMember(this, group, seat.group(), place, listener);
        } finally {
            memory.gate().unlock();
        }
    }

    EmbeddedWriter writer(String writerId) {
        memory.gate().lock();
        try {
            memory.queue().checkOpen();
            return writer(writers.take(writerId), null);
        } finally {
            memory.gate().unlock();
        }
    }

    EmbeddedWriter writer(Fence fence, @Nullable String group) {
        return new EmbeddedWriter(submitter, memory, seams.clock(), fence, group);
    }

    /** Writes what is in the queue and releases the folder. */
    void close() {
        memory.gate().lock();
        try {
            memory.queue().close();
            memory.gate().announce();
        } finally {
            memory.gate().unlock();
        }
        committer.ended().join();
        storage.database().close();
    }
}
