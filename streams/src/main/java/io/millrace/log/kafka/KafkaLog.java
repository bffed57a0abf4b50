package io.millrace.log.kafka;

import io.millrace.base.Seams;
import io.millrace.log.AssignmentListener;
import io.millrace.log.Isolation;
import io.millrace.log.Log;
import io.millrace.log.Member;
import io.millrace.log.Reader;
import io.millrace.log.Seat;
import io.millrace.log.Topics;
import io.millrace.log.Writer;
import io.millrace.streams.ClientInstanceIds;
import io.millrace.streams.StreamsConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka cluster as a log. Thread safe.
 *
 * <p>Members and writers of the same name fence each other: within this log by the {@link Users} list, between
 * processes by the brokers, through the transactional id and the group's generations. Whoever comes last waits for what
 * the older one has submitted.
 */
public final class KafkaLog implements Log {

    private final KafkaSettings settings;
    private final Seams seams;
    private final KnownClients known = new KnownClients();
    private final Clients clients;
    private final Users users = new Users();
    private final Admin admin;
    private final KafkaTopics topics;
    private final Refusals refusals;

    private KafkaLog(KafkaSettings settings, Seams seams) {
        this.settings = settings;
        this.seams = seams;
        this.clients = new Clients(settings, known);
        this.admin = clients.admin();
        this.topics = new KafkaTopics(
                admin, clients::ofGroup, settings.config().getInt(StreamsConfig.REPLICATION_FACTOR_CONFIG), users);
        this.refusals = new Refusals(clients, topics);
    }

    /** Opens it. Nothing is asked of the cluster yet. */
    public static KafkaLog open(KafkaSettings settings, Seams seams) {
        return new KafkaLog(settings, seams);
    }

    @Override
    public Topics topics() {
        return topics;
    }

    @Override
    public Reader reader(Isolation isolation) {
        users.checkOpen();
        String clientId = clients.nextReaderId();
        GuardedConsumer consumer = new GuardedConsumer("the reader", clients.reader(clientId, isolation));
        return new KafkaReader(clientId, consumer, topics, users);
    }

    @Override
    public Reader globalReader() {
        users.checkOpen();
        String clientId = clients.globalReaderId();
        GuardedConsumer consumer = new GuardedConsumer("the global reader", clients.globalReader());
        return new KafkaReader(clientId, consumer, topics, users);
    }

    @Override
    public Member join(Seat seat, AssignmentListener listener) {
        users.checkOpen();
        String id = clients.transactionalId(seat.group(), seat.member());
        users.vacate(id);
        Membership membership = new Membership(seat, listener, topics);
        GuardedConsumer consumer = new GuardedConsumer(
                "member " + seat.member(), clients.member(seat, new GroupPlace(membership, settings, topics)));
        try {
            OffsetCommits offsets = new OffsetCommits(consumer, membership);
            Delivery delivery = settings.exactlyOnce()
                    ? transactional(seat.member(), id, membership)
                    : new PlainDelivery(seat.member(), clients.producer(seat.member()), offsets, refusals);
            KafkaWriter writer = writer(seat.member(), delivery, membership);
            KafkaMember member = new KafkaMember(consumer, membership, offsets, writer, users, seams.clock());
            member.subscribe();
            users.add(id, member);
            return member;
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    @Override
    public Writer writer(String writerId) {
        users.checkOpen();
        String id = settings.application() + "-" + writerId;
        users.vacate(id);
        String owner = settings.clientId() + "-" + writerId;
        KafkaWriter writer = writer(owner, transactional(owner, id, null), null);
        users.add(id, writer);
        return writer;
    }

    /** Fences whoever has the id already. */
    private Delivery transactional(String owner, String id, @Nullable Membership membership) {
        TransactionalDelivery delivery =
                new TransactionalDelivery(id, () -> clients.producer(owner, id), topics, membership, refusals);
        delivery.producer();
        return delivery;
    }

    private KafkaWriter writer(String owner, Delivery delivery, @Nullable Membership membership) {
        Courier courier = Courier.start(owner + "-commits", delivery, seams.threads());
        return new KafkaWriter(owner, delivery, courier, topics, users, membership, refusals);
    }

    @Override
    public ClientInstanceIds clientInstanceIds(Duration timeout) {
        users.checkOpen();
        return known.ask(admin, users.clientIds(), timeout, seams.clock());
    }

    @Override
    public Map<MetricName, Metric> clientMetrics() {
        Map<MetricName, Metric> all = new HashMap<>(admin.metrics());
        all.putAll(known.metrics());
        return all;
    }

    @Override
    public boolean carriesState() {
        return false;
    }

    @Override
    public void close() {
        users.close();
        admin.close();
    }
}
