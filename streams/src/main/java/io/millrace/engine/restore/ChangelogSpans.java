package io.millrace.engine.restore;

import io.millrace.engine.restore.SlotRestore.Span;
import io.millrace.log.Isolation;
import io.millrace.log.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** From where to where changelogs are to be read. Immutable. */
final class ChangelogSpans {

    private final Map<TopicPartition, Long> starts;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, OffsetAndMetadata> committed;
    private final Map<String, Uuid> ids;

    private ChangelogSpans(
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> ends,
            Map<TopicPartition, OffsetAndMetadata> committed,
            Map<String, Uuid> ids) {
        this.starts = starts;
        this.ends = ends;
        this.committed = committed;
        this.ids = ids;
    }

    /**
     * Asks the log, for the committed offsets first; {@link RestoreWorker} says why.
     *
     * @param inputs what the tasks of these stores read
     * @param isolation whether what is not committed yet counts too
     */
    static ChangelogSpans of(
            RestoreParts parts, List<LoggedStore> stores, Set<TopicPartition> inputs, Isolation isolation) {
        Set<TopicPartition> asked = new HashSet<>(inputs);
        Set<TopicPartition> changelogs = new HashSet<>();
        for (LoggedStore store : stores) {
            changelogs.add(store.changelog());
            if (store.isSourceTopic()) {
                asked.add(store.changelog());
            }
        }
        Topics topics = parts.log().topics();
        Map<TopicPartition, OffsetAndMetadata> committed =
                asked.isEmpty() ? Map.of() : topics.committed(parts.plan().application(), asked);
        Map<TopicPartition, Long> ends = new HashMap<>(topics.endOffsets(changelogs, isolation));
        Set<String> names = new HashSet<>();
        changelogs.forEach(changelog -> names.add(changelog.topic()));
        return new ChangelogSpans(topics.startOffsets(changelogs), ends, committed, topics.ids(names));
    }

    Span of(LoggedStore store) {
        TopicPartition changelog = store.changelog();
        long start = starts.getOrDefault(changelog, 0L);
        long end = Math.max(start, ends.getOrDefault(changelog, 0L));
        Uuid id = ids.getOrDefault(changelog.topic(), Uuid.ZERO_UUID);
        if (store.isSourceTopic()) {
            OffsetAndMetadata known = committed.get(changelog);
            return new Span(start, Math.max(start, Math.min(end, known == null ? 0 : known.offset())), id);
        }
        return new Span(start, end, id);
    }
}
