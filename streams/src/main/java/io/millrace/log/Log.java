package io.millrace.log;

import io.millrace.streams.ClientInstanceIds;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * A log of topics. Thread safe, unlike the readers, members and writers that it hands out: each of those belongs to one
 * thread at a time.
 *
 * <p>Failures surface as {@link LogException}; {@link FencedException} says that a newer writer or member has taken the
 * caller's place.
 */
public interface Log extends AutoCloseable {

    /** Topics and what is committed of them. */
    Topics topics();

    /**
     * A reader of partitions that the caller chooses itself.
     *
     * @param isolation how far it reads
     */
    Reader reader(Isolation isolation);

    /** A reader of committed records for global stores, where users may set up such readers apart from others. */
    default Reader globalReader() {
        return reader(Isolation.COMMITTED);
    }

    /**
     * Takes a seat in a group.
     *
     * @param seat who joins, and what there is to share out
     * @param listener hears of tasks that come and go, within {@link Member#poll}
     */
    Member join(Seat seat, AssignmentListener listener);

    /**
     * A writer outside any group. A second writer of the same id fences the first: from then on the first one's commits
     * fail with {@link FencedException}.
     *
     * @param writerId the identity that is fenced
     */
    Writer writer(String writerId);

    /**
     * Whether a transaction makes state durable together with records and offsets. Where it does not, the caller
     * applies its state after the commit and keeps changelog topics.
     */
    boolean carriesState();

    /**
     * Under which ids brokers know the clients of this log; none where there are no brokers.
     *
     * @param timeout how long to wait for them
     */
    default ClientInstanceIds clientInstanceIds(Duration timeout) {
        return new NoClients();
    }

    /** What the clients of this log measure of themselves; nothing where there are no brokers. */
    default Map<MetricName, Metric> clientMetrics() {
        return Map.of();
    }

    /** Ends all use of the log and releases what it holds. Transactions that have not been committed are aborted. */
    @Override
    void close();
}
