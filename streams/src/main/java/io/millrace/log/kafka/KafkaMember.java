package io.millrace.log.kafka;

import io.millrace.base.Clock;
import io.millrace.log.Departure;
import io.millrace.log.FencedException;
import io.millrace.log.Fetched;
import io.millrace.log.LogException;
import io.millrace.log.Member;
import io.millrace.log.TopicFilter;
import io.millrace.log.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** A seat in a group: a consumer, what it says of the group, and a writer that commits in the group's name. */
final class KafkaMember implements Member, Users.User {

    private final GuardedConsumer consumer;
    private final Membership membership;
    private final OffsetCommits offsets;
    private final KafkaWriter writer;
    private final Users users;
    private final Clock clock;
    private volatile boolean fenced;
    private volatile boolean named;

    /** @param offsets those that the writer leaves for the consumer to commit */
    KafkaMember(
            GuardedConsumer consumer,
            Membership membership,
            OffsetCommits offsets,
            KafkaWriter writer,
            Users users,
            Clock clock) {
        this.consumer = consumer;
        this.membership = membership;
        this.offsets = offsets;
        this.writer = writer;
        this.users = users;
        this.clock = clock;
    }

    /** Says what it wants to read; the first poll takes the seat. */
    void subscribe() {
        TopicFilter topics = membership.seat().tasks().topics();
        membership.follow(() -> consumer.open().groupMetadata());
        named = consumer.open().groupMetadata().groupInstanceId().isPresent();
        if (topics.pattern() == null) {
            consumer.open().subscribe(topics.names(), membership);
        } else {
            consumer.open().subscribe(topics.pattern(), membership);
        }
    }

    @Override
    public List<Fetched> poll(long maxWaitMs) {
        if (fenced) {
            throw lost();
        }
        List<Fetched> fetched;
        try {
            offsets.send();
            if (membership.isJoinDue(clock.wallMs())) {
                consumer.open().enforceRebalance("tasks may be ready to move");
            }
            fetched = consumer.poll(maxWaitMs);
        } catch (LogException e) {
            throw fenced ? lost() : e;
        }
        if (membership.isLost()) {
            throw lost();
        }
        return fetched;
    }

    private FencedException lost() {
        fenced = true;
        membership.lose();
        return membership.fenced();
    }

    @Override
    public void pause(Set<TopicPartition> partitions) {
        consumer.pause(partitions);
    }

    @Override
    public void resume(Set<TopicPartition> partitions) {
        consumer.resume(partitions);
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        consumer.open().seek(partition, offset);
    }

    @Override
    public boolean isSeated() {
        return membership.isSeated();
    }

    @Override
    public long lag(TopicPartition partition) {
        return consumer.open().currentLag(partition).orElse(-1);
    }

    @Override
    public Writer writer() {
        return writer;
    }

    @Override
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public Map<String, Boolean> clientIds() {
        Map<String, Boolean> ids = new HashMap<>(writer.clientIds());
        ids.put(Clients.consumerId(membership.seat().member()), true);
        return ids;
    }

    @Override
    public void fence() {
        writer.fence();
        fenced = true;
        membership.fallSilent();
        depart(Departure.AS_NAMED);
    }

    @Override
    public void end() {
        writer.end();
        membership.fallSilent();
        depart(Departure.AS_NAMED);
    }

    @Override
    public void close() {
        close(Departure.AS_NAMED);
    }

    @Override
    public void close(Departure how) {
        users.remove(this);
        membership.fallSilent();
        writer.close();
        depart(how);
    }

    private void depart(Departure how) {
        if (how == Departure.REMAIN || (how == Departure.AS_NAMED && named)) {
            consumer.close();
        } else {
            consumer.leave(membership::isNameless);
        }
    }
}
