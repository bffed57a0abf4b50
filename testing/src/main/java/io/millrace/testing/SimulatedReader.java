package io.millrace.testing;

import io.millrace.log.Fetched;
import io.millrace.log.Isolation;
import io.millrace.log.LogException;
import io.millrace.log.Reader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Reads partitions of a simulated log that the caller chooses. Never waits, so a wakeup has nothing to end. */
final class SimulatedReader implements Reader {

    private final SimulatedProcess process;
    private final Isolation isolation;
    private final Positions positions = new Positions();
    private boolean closed;

    SimulatedReader(SimulatedProcess process, Isolation isolation) {
        this.process = process;
        this.isolation = isolation;
    }

    @Override
    public void assign(Map<TopicPartition, Long> offsets) {
        TreeMap<TopicPartition, Long> sorted = new TreeMap<>(Partitions.ORDER);
        sorted.putAll(offsets);
        enter(PortCall.Kind.POSITION, "assign " + sorted);
        sorted.keySet().forEach(process.disk::partition);
        positions.replace(sorted);
    }

    @Override
    public List<Fetched> poll(long maxWaitMs) {
        enter(PortCall.Kind.READ, "read");
        return positions.fetch(process.disk, isolation == Isolation.UNCOMMITTED, process.settings.recordsPerPoll());
    }

    @Override
    public void pause(Set<TopicPartition> partitions) {
        enter(PortCall.Kind.POSITION, "pause");
        positions.pause(partitions);
    }

    @Override
    public void resume(Set<TopicPartition> partitions) {
        enter(PortCall.Kind.POSITION, "resume");
        positions.resume(partitions);
    }

    private void enter(PortCall.Kind kind, String detail) {
        process.enter(kind, detail);
        if (closed) {
            throw new LogException("the reader is closed: " + detail);
        }
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() {
        closed = true;
    }
}
