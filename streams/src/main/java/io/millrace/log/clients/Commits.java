package io.millrace.log.clients;

import io.millrace.base.Clock;
import io.millrace.log.FencedException;
import io.millrace.log.Log;
import io.millrace.log.LogException;
import io.millrace.log.Transaction;
import io.millrace.log.Writer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits a consumer's offsets. Through the member's writer while it has a seat, so that a member that has lost its
 * seat cannot; through a writer of its own otherwise. Owned by the consumer's thread, on which callbacks are called
 * too.
 */
final class Commits {

    private static final Logger LOGGER = LoggerFactory.getLogger(Commits.class);

    private final Log log;
    private final ConsumerSettings settings;
    private final Fetcher fetcher;
    private final Clock clock;
    private final String writerId;
    /** Filled by the log's threads. */
    private final ConcurrentLinkedQueue<Runnable> callbacks = new ConcurrentLinkedQueue<>();

    private final Map<TopicPartition, Long> lastAutomatic = new HashMap<>();
    private @Nullable Writer ownWriter;
    private @Nullable Writer memberWriter;
    private long autoCommittedMs;

    Commits(Log log, ConsumerSettings settings, Fetcher fetcher, Clock clock, String writerId) {
        this.log = log;
        this.settings = settings;
        this.fetcher = fetcher;
        this.clock = clock;
        this.writerId = writerId;
        this.autoCommittedMs = clock.wallMs();
    }

    /** From now on commits are a member's; null when the seat has been given up. */
    void through(@Nullable Writer member) {
        memberWriter = member;
    }

    /** What has been returned of every partition. */
    Map<TopicPartition, OffsetAndMetadata> positions() {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        for (TopicPartition partition : fetcher.partitions()) {
            PartitionState state = fetcher.state(partition);
            if (state.isPositioned()) {
                positions.put(partition, new OffsetAndMetadata(state.position()));
            }
        }
        return positions;
    }

    void sync(Map<TopicPartition, OffsetAndMetadata> offsets) {
        requireGroup();
        if (!offsets.isEmpty()) {
            Writer writer = writer();
            CompletableFuture<Void> commit = start(writer, offsets);
            writer.drain();
            Exception failure = asKafkaSays(Futures.failure(commit));
            if (failure instanceof RuntimeException thrown) {
                throw thrown;
            }
        }
        runCallbacks();
    }

    void async(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
        requireGroup();
        Map<TopicPartition, OffsetAndMetadata> copy = Map.copyOf(offsets);
        CompletableFuture<Void> commit =
                copy.isEmpty() ? CompletableFuture.completedFuture(null) : start(writer(), copy);
        if (callback != null) {
            CompletableFuture<Void> unused = commit.whenComplete((nothing, error) ->
                    callbacks.add(() -> callback.onComplete(copy, asKafkaSays(Futures.failure(commit)))));
        }
        runCallbacks();
    }

    private String requireGroup() {
        String group = settings.group();
        if (group == null) {
            throw new InvalidGroupIdException("a consumer without group.id cannot commit offsets; set group.id");
        }
        return group;
    }

    private Writer writer() {
        if (memberWriter != null) {
            return memberWriter;
        }
        if (ownWriter == null) {
            ownWriter = log.writer(writerId);
        }
        return ownWriter;
    }

    private CompletableFuture<Void> start(Writer writer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            Transaction transaction = writer.begin();
            String group = requireGroup();
            offsets.forEach((partition, offset) -> {
                if (writer == memberWriter) {
                    transaction.offset(partition, offset);
                } else {
                    transaction.offset(group, partition, offset);
                }
            });
            return transaction.commit();
        } catch (LogException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private static @Nullable Exception asKafkaSays(@Nullable Exception failure) {
        return failure instanceof FencedException
                ? new CommitFailedException(
                        "the group has given this consumer's partitions to others: " + failure.getMessage())
                : failure;
    }

    /** Calls the callbacks of commits that have been answered. */
    void runCallbacks() {
        Runnable callback = callbacks.poll();
        while (callback != null) {
            callback.run();
            callback = callbacks.poll();
        }
    }

    void automaticIfDue() {
        if (settings.autoCommitMs() > 0 && clock.wallMs() - autoCommittedMs >= settings.autoCommitMs()) {
            autoCommittedMs = clock.wallMs();
            Map<TopicPartition, OffsetAndMetadata> news = news();
            if (!news.isEmpty()) {
                async(news, (offsets, failure) -> {
                    if (failure != null) {
                        lastAutomatic.clear();
                    }
                });
            }
        }
    }

    /** Commits before partitions are given up, if the consumer commits by itself. They are given up in any case. */
    void automaticNow() {
        if (settings.autoCommitMs() > 0) {
            try {
                sync(news());
            } catch (CommitFailedException | LogException failure) {
                LOGGER.warn(
                        "Group {}: positions were not committed before partitions go; records may be read again",
                        settings.group(),
                        failure);
            }
        }
    }

    /** Positions that have moved since the last automatic commit: an idle consumer must not keep the disk busy. */
    private Map<TopicPartition, OffsetAndMetadata> news() {
        Map<TopicPartition, OffsetAndMetadata> news = positions();
        news.entrySet()
                .removeIf(entry -> Long.valueOf(entry.getValue().offset()).equals(lastAutomatic.get(entry.getKey())));
        news.forEach((partition, offset) -> lastAutomatic.put(partition, offset.offset()));
        return news;
    }

    void close() {
        if (memberWriter != null) {
            memberWriter.drain();
        }
        if (ownWriter != null) {
            ownWriter.close();
        }
        runCallbacks();
    }
}
