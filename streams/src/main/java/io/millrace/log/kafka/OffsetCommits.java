package io.millrace.log.kafka;

import io.millrace.log.LogException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Commits offsets without a transaction, through the member's consumer, which only its owner may use: the courier
 * leaves offsets here, and the owner sends them before its next poll, or at once when it waits for them. One request is
 * under way at a time, so an older offset never overtakes a newer one.
 */
final class OffsetCommits {

    /** What cannot be committed because the group or its coordinator is moving is tried again so often. */
    private static final int TRIES_MAX = 1_000;

    private final GuardedConsumer consumer;
    private final Membership membership;
    private final Object lock = new Object();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean underWay;

    /** @param membership the member's place in its group, which it may lose */
    OffsetCommits(GuardedConsumer consumer, Membership membership) {
        this.consumer = consumer;
        this.membership = membership;
    }

    private static final class Waiting {
        final Map<TopicPartition, OffsetAndMetadata> offsets;
        final CompletableFuture<Void> done = new CompletableFuture<>();
        int tries;

        Waiting(Map<TopicPartition, OffsetAndMetadata> offsets) {
            this.offsets = offsets;
        }
    }

    /** Leaves offsets to be committed. Any thread. */
    CompletableFuture<Void> add(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Waiting added = new Waiting(offsets);
        synchronized (lock) {
            waiting.addLast(added);
        }
        consumer.wakeup();
        return added.done;
    }

    /** Sends what is there. The answer comes within a later poll. The owner's. */
    void send() {
        if (underWay) {
            return;
        }
        List<Waiting> taken = take();
        if (!taken.isEmpty()) {
            underWay = true;
            consumer.open().commitAsync(merged(taken), (offsets, failure) -> {
                underWay = false;
                answered(taken, failure);
            });
        }
    }

    /** Commits all that is there and waits for the answers. The owner's. */
    void finish() {
        for (int i = 0; i < TRIES_MAX; i++) {
            List<Waiting> taken = List.of();
            Exception failure = null;
            try {
                consumer.open().commitSync(Map.of()); // waits for what is under way
                taken = take();
                consumer.open().commitSync(merged(taken));
            } catch (WakeupException e) {
                giveBack(taken);
                continue;
            } catch (RetriableException | CommitFailedException e) {
                failure = e;
            }
            answered(taken, failure);
            synchronized (lock) {
                if (waiting.isEmpty()) {
                    return;
                }
            }
        }
    }

    private void answered(List<Waiting> taken, @Nullable Exception failure) {
        if (failure == null) {
            taken.forEach(each -> each.done.complete(null));
        } else if (failure instanceof CommitFailedException) {
            taken.forEach(each -> each.done.completeExceptionally(membership.fenced()));
        } else if (isPassing(failure) && taken.stream().allMatch(each -> each.tries++ < TRIES_MAX)) {
            giveBack(taken);
        } else {
            LogException cause = Answers.failure("commit offsets", failure);
            taken.forEach(each -> each.done.completeExceptionally(cause));
        }
    }

    private static boolean isPassing(Exception failure) {
        return failure instanceof RetriableCommitFailedException
                || failure instanceof RebalanceInProgressException
                || failure instanceof RetriableException;
    }

    private List<Waiting> take() {
        synchronized (lock) {
            List<Waiting> taken = new ArrayList<>(waiting);
            waiting.clear();
            return taken;
        }
    }

    private void giveBack(List<Waiting> taken) {
        synchronized (lock) {
            for (int i = taken.size() - 1; i >= 0; i--) {
                waiting.addFirst(taken.get(i));
            }
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> merged(List<Waiting> taken) {
        Map<TopicPartition, OffsetAndMetadata> merged = new HashMap<>();
        taken.forEach(each -> merged.putAll(each.offsets));
        return membership.committable(merged);
    }

    /** Nobody will commit what is there any more. Any thread. */
    void abandon() {
        take().forEach(each -> each.done.completeExceptionally(membership.fenced()));
    }
}
