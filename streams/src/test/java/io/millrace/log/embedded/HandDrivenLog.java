package io.millrace.log.embedded;

import io.millrace.base.Clock;
import io.millrace.log.Fetched;
import io.millrace.log.Isolation;
import io.millrace.log.LogRecord;
import io.millrace.log.TopicSpec;
import io.millrace.log.Transaction;
import io.millrace.store.rocksdb.RocksBatch;
import io.millrace.store.rocksdb.RocksDatabase;
import io.millrace.store.rocksdb.StoreTuning;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * The parts of a log without its thread: a test submits, and says when the committer and the maintenance take a step
 * and what time it is. One topic, {@code t}, with one partition.
 */
final class HandDrivenLog implements AutoCloseable {

    static final TopicPartition PARTITION = new TopicPartition("t", 0);

    final LogMemory memory;
    final Storage storage;
    final Maintenance maintenance;
    long nowMs = 1_000_000;
    private final Submitter submitter;
    private final Committer committer;
    private final EmbeddedWriter writer;

    HandDrivenLog(Path folder, Map<String, String> configs) {
        EmbeddedSettings settings = new EmbeddedSettings(36 << 20, 1000, 1000, 1 << 20, StoreTuning.NONE);
        storage = Storage.in(RocksDatabase.open(folder.resolve("db"), settings.databaseBytes()));
        memory = LogMemory.empty(settings);
        Recovery.run(storage, memory);
        if (!memory.topics().contains("t")) {
            Topic topic = new Topic(memory.topics().takeId(), new TopicSpec("t", 1, configs));
            memory.topics().add(topic);
            try (RocksBatch batch = storage.database().batch()) {
                storage.meta().putTopic(batch, topic);
                storage.meta().putNextTopic(batch, memory.topics().nextId());
                batch.write(false);
            }
        }
        Clock clock = new HandClock();
        submitter = new Submitter(memory, CommitSteps.IGNORED);
        committer = new Committer(memory, storage, clock, CommitSteps.IGNORED);
        maintenance = new Maintenance(memory, storage, CommitSteps.IGNORED);
        writer = new EmbeddedWriter(submitter, memory, clock, () -> {}, "g");
    }

    Transaction begin() {
        return writer.begin();
    }

    Partition partition() {
        return memory.topics().get(PARTITION);
    }

    /**
     * Submits one batch of records, each a key and a value with {@code =} between them, or a key alone to remove it.
     */
    CompletableFuture<Void> submit(String... records) {
        Transaction transaction = begin();
        for (String record : records) {
            String[] parts = record.split("=", 2);
            transaction.append(
                    PARTITION, nowMs, bytes(parts[0]), parts.length == 1 ? null : bytes(parts[1]), List.of());
        }
        return transaction.commit();
    }

    /** Submits and makes durable. */
    void commit(String... records) {
        CompletableFuture<Void> done = submit(records);
        commitQueued();
        done.join();
    }

    /** One step of the committer; there must be something for it to do. */
    void commitQueued() {
        try {
            committer.step();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** As many steps of maintenance as there is work for, within reason. */
    void maintain() {
        for (int step = 0; step < 1000; step++) {
            if (!maintenance.step(nowMs)) {
                return;
            }
        }
        throw new AssertionError("maintenance does not come to an end");
    }

    /** What a reader of committed records finds from the start, as offset:key=value. Read from disk. */
    List<String> onDisk() {
        List<Batch> batches = new ArrayList<>();
        storage.log().read(partition(), partition().startOffset(), partition().durableEnd(), false, 1 << 30, batches);
        List<String> texts = new ArrayList<>();
        for (Batch batch : batches) {
            BatchReader reader = new BatchReader(batch.bytes(), batch.baseOffset());
            while (reader.hasNext()) {
                texts.add(text(reader.next()));
            }
        }
        return texts;
    }

    /** What a reader finds from an offset on in one read. */
    List<String> read(long from, Isolation isolation) {
        PartitionCursor cursor =
                new PartitionCursor(partition(), from, isolation, new BatchSource(memory, storage.log()));
        Fetched fetched = cursor.read(1000, 1 << 20);
        return fetched == null
                ? List.of()
                : fetched.records().stream().map(HandDrivenLog::text).toList();
    }

    static String text(LogRecord record) {
        String key = record.key() == null ? "null" : new String(record.key(), StandardCharsets.UTF_8);
        return record.offset() + ":" + key
                + (record.value() == null ? "" : "=" + new String(record.value(), StandardCharsets.UTF_8));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        maintenance.finish();
        storage.database().close();
    }

    private final class HandClock implements Clock {
        @Override
        public long wallMs() {
            return nowMs;
        }

        @Override
        public long monotonicNs() {
            return 0;
        }
    }
}
