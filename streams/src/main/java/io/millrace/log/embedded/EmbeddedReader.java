package io.millrace.log.embedded;

import io.millrace.log.Fetched;
import io.millrace.log.Isolation;
import io.millrace.log.LogException;
import io.millrace.log.Reader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/** Reads what it is told to. One thread at a time, except for {@link #wakeup}. */
final class EmbeddedReader implements Reader {

    private final LogMemory memory;
    private final BatchSource source;
    private final Isolation isolation;
    private final Cursors cursors;
    private final Wakeup wakeup;
    private boolean closed;

    EmbeddedReader(LogMemory memory, BatchSource source, Isolation isolation, EmbeddedSettings settings) {
        this.memory = memory;
        this.source = source;
        this.isolation = isolation;
        this.cursors = new Cursors(settings);
        this.wakeup = new Wakeup(memory.gate());
    }

    @Override
    public void assign(Map<TopicPartition, Long> offsets) {
        requireOpen();
        cursors.clear();
        memory.gate().lock();
        try {
            memory.queue().checkOpen();
            offsets.forEach((name, offset) ->
                    cursors.add(new PartitionCursor(memory.topics().get(name), offset, isolation, source)));
        } finally {
            memory.gate().unlock();
        }
    }

    @Override
    public List<Fetched> poll(long maxWaitMs) {
        requireOpen();
        long left = TimeUnit.MILLISECONDS.toNanos(maxWaitMs);
        while (true) {
            long seen = memory.gate().news();
            List<Fetched> fetched = cursors.fetch();
            if (!fetched.isEmpty()) {
                return fetched;
            }
            memory.checkOpen();
            if (left <= 0 || wakeup.take()) {
                return fetched;
            }
            left = memory.gate().awaitNews(seen, left);
        }
    }

    @Override
    public void pause(Set<TopicPartition> partitions) {
        cursors.pause(partitions, true);
    }

    @Override
    public void resume(Set<TopicPartition> partitions) {
        cursors.pause(partitions, false);
    }

    @Override
    public void wakeup() {
        wakeup.ring();
    }

    @Override
    public void close() {
        closed = true;
        cursors.clear();
    }

    private void requireOpen() {
        if (closed) {
            throw new LogException("the reader is closed (expected: open)");
        }
    }
}
