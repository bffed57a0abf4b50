package io.millrace.engine.input;

import io.millrace.log.LogRecord;
import io.millrace.streams.processor.api.Record;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The partitions of one topic that take records from tasks of the same worker; see {@link Handover}. */
public final class Inlets {

    private static final long UNKNOWN = -1;

    private final int limitRecords;
    private @Nullable PartitionQueue[] open = {};

    /** What has not been read up to the offset that the log had reached. */
    private final Map<PartitionQueue, Long> shut = new HashMap<>();

    /** The last one that was seen to hold as much as it may. */
    private @Nullable PartitionQueue full;

    Inlets(int limitRecords) {
        this.limitRecords = limitRecords;
    }

    /** Whether a partition takes records; if not, they go through the log. */
    public boolean isOpen(int partition) {
        return partition < open.length && open[partition] != null;
    }

    /** Hands a record over as it is. Only where {@link #isOpen}. */
    public void handOver(int partition, Record<Object, Object> record) {
        PartitionQueue queue = queue(partition);
        queue.handOver(record);
        watch(queue);
    }

    /** Hands a record over as bytes. Only where {@link #isOpen}. */
    public void handOver(int partition, LogRecord record) {
        PartitionQueue queue = queue(partition);
        queue.handOver(record);
        watch(queue);
    }

    private PartitionQueue queue(int partition) {
        PartitionQueue queue = open[partition];
        if (queue == null) {
            throw new IllegalStateException("partition " + partition + " takes no records");
        }
        return queue;
    }

    private void watch(PartitionQueue queue) {
        if (queue.size() >= limitRecords) {
            full = queue;
        }
    }

    /** Whether those who hand over have to wait: for a partition that holds enough, or that has to be read up first. */
    public boolean isHeld() {
        if (full != null && full.size() < limitRecords) {
            full = null;
        }
        return full != null || !shut.isEmpty();
    }

    void add(PartitionQueue queue) {
        shut.put(queue, UNKNOWN);
    }

    void remove(PartitionQueue queue) {
        shut.remove(queue);
        int partition = queue.partition().partition();
        if (isOpen(partition)) {
            open[partition] = null;
        }
        if (full == queue) {
            full = null;
        }
    }

    void shut() {
        for (PartitionQueue queue : open) {
            if (queue != null) {
                shut.put(queue, UNKNOWN);
            }
        }
        shut.replaceAll((queue, offset) -> UNKNOWN);
        open = new PartitionQueue[0];
    }

    boolean openWhereReadUp(InputGroup.Lag lag) {
        boolean any = false;
        for (Iterator<Map.Entry<PartitionQueue, Long>> each = shut.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<PartitionQueue, Long> next = each.next();
            PartitionQueue queue = next.getKey();
            if (next.getValue() == UNKNOWN) {
                next.setValue(queue.fetchedTo() + lag.of(queue.partition()));
            }
            if (queue.position() >= next.getValue()) {
                each.remove();
                open(queue);
                any = true;
            }
        }
        return any;
    }

    private void open(PartitionQueue queue) {
        int partition = queue.partition().partition();
        if (partition >= open.length) {
            open = Arrays.copyOf(open, partition + 1);
        }
        open[partition] = queue;
    }
}
