package io.millrace.engine.input;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How tasks of one worker hand records to each other without the log between. Owned by the worker.
 *
 * <p>A record that is handed over is never durable by itself: before each commit all of them are processed, so what
 * came of them is committed together with the input that they came from.
 *
 * <p>It must not overtake what its sender put into the log before. So when tasks have come, all inlets are shut, and
 * each is opened when its partition has been read up to what the log held then. Tasks that feed a shut inlet stand
 * still, so nothing is added to what has to be read first.
 */
public final class Handover {

    /** The offset of a record that was handed over as bytes. */
    public static final long NO_OFFSET = -1;

    private final Map<String, Inlets> byTopic = new LinkedHashMap<>();

    /**
     * @param topics whose records may be handed over
     * @param limitRecords how many may wait in a partition before those who feed it stand still
     */
    public Handover(Set<String> topics, int limitRecords) {
        topics.forEach(topic -> byTopic.put(topic, new Inlets(limitRecords)));
    }

    /** All records go through the log. */
    public static Handover none() {
        return new Handover(Set.of(), 0);
    }

    /** Whether any records may be handed over. */
    public boolean isUsed() {
        return !byTopic.isEmpty();
    }

    /** The inlets of a topic; null when its records go through the log. */
    public @Nullable Inlets inlets(String topic) {
        return byTopic.get(topic);
    }

    /** A task of this worker reads a partition from now on. */
    public void add(PartitionQueue queue) {
        Inlets inlets = inlets(queue.partition().topic());
        if (inlets != null) {
            inlets.add(queue);
        }
    }

    /** No task of this worker reads a partition any more. */
    public void remove(PartitionQueue queue) {
        Inlets inlets = inlets(queue.partition().topic());
        if (inlets != null) {
            inlets.remove(queue);
        }
    }

    /** Shuts all inlets: tasks come whose earlier records may be in the log. All that was sent here is in it too. */
    public void shut() {
        byTopic.values().forEach(Inlets::shut);
    }

    /**
     * Opens the inlets of partitions that have been read far enough.
     *
     * @param lag how much is in the log beyond what has been read
     * @return whether there were any
     */
    public boolean openWhereReadUp(InputGroup.Lag lag) {
        boolean any = false;
        for (Inlets inlets : byTopic.values()) {
            any |= inlets.openWhereReadUp(lag);
        }
        return any;
    }
}
