package io.millrace.log.kafka;

import io.millrace.base.Clock;
import io.millrace.streams.ClientInstanceIds;
import io.millrace.streams.errors.StreamsException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The consumers and producers of a log that are in use, to be asked what only they know: under which ids the brokers
 * know them (those that push no metrics have none), and what they measure. Thread safe. A client may be asked by any
 * thread while its own goes on: the id comes with what it sends anyway.
 */
final class KnownClients {

    private final Map<String, WeakReference<Consumer<byte[], byte[]>>> consumers = new ConcurrentHashMap<>();
    private final Map<String, WeakReference<Producer<byte[], byte[]>>> producers = new ConcurrentHashMap<>();

    /** Asks a client. */
    private interface Question {
        @Nullable
        Uuid ask(Duration timeout);
    }

    /** Remembers a consumer for as long as somebody else does. */
    Consumer<byte[], byte[]> made(String clientId, Consumer<byte[], byte[]> consumer) {
        consumers.values().removeIf(gone -> gone.get() == null);
        consumers.put(clientId, new WeakReference<>(consumer));
        return consumer;
    }

    /** The same for a producer. */
    Producer<byte[], byte[]> made(String clientId, Producer<byte[], byte[]> producer) {
        producers.values().removeIf(gone -> gone.get() == null);
        producers.put(clientId, new WeakReference<>(producer));
        return producer;
    }

    /** What they measure of themselves. */
    Map<MetricName, Metric> metrics() {
        Map<MetricName, Metric> all = new HashMap<>();
        consumers.keySet().forEach(id -> {
            Consumer<byte[], byte[]> consumer = found(consumers, id);
            if (consumer != null) {
                all.putAll(consumer.metrics());
            }
        });
        producers.keySet().forEach(id -> {
            Producer<byte[], byte[]> producer = found(producers, id);
            if (producer != null) {
                all.putAll(producer.metrics());
            }
        });
        return all;
    }

    /**
     * Asks for ids.
     *
     * @param inUse those that are not closed, by client id, and whether they surely send something, so that it is worth
     *     waiting for them
     * @throws TimeoutException if the brokers do not answer the admin client in time
     */
    ClientInstanceIds ask(Admin admin, Map<String, Boolean> inUse, Duration timeout, Clock clock) {
        long endNs = clock.monotonicNs() + timeout.toNanos();
        Uuid ofAdmin = answer("the admin client", admin::clientInstanceId, timeout);
        Map<String, Uuid> ofConsumers = new HashMap<>();
        Map<String, Uuid> ofProducers = new HashMap<>();
        new TreeMap<>(inUse).forEach((clientId, isSending) -> {
            Duration left = Duration.ofNanos(isSending ? Math.max(0, endNs - clock.monotonicNs()) : 0);
            Consumer<byte[], byte[]> consumer = found(consumers, clientId);
            if (consumer != null) {
                put(ofConsumers, clientId, answer(clientId, consumer::clientInstanceId, left));
            }
            Producer<byte[], byte[]> producer = found(producers, clientId);
            if (producer != null) {
                put(ofProducers, clientId, answer(clientId, producer::clientInstanceId, left));
            }
        });
        return new Known(ofAdmin, Map.copyOf(ofConsumers), Map.copyOf(ofProducers));
    }

    private static <T> @Nullable T found(Map<String, WeakReference<T>> made, String clientId) {
        WeakReference<T> reference = made.get(clientId);
        return reference == null ? null : reference.get();
    }

    private static void put(Map<String, Uuid> ids, String clientId, @Nullable Uuid id) {
        if (id != null) {
            ids.put(clientId, id);
        }
    }

    /** Null from a client that pushes no metrics, or has not been told its id yet. */
    private static @Nullable Uuid answer(String who, Question question, Duration timeout) {
        try {
            return question.ask(timeout);
        } catch (IllegalStateException e) {
            return null; // enable.metrics.push is false
        } catch (TimeoutException | InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StreamsException("cannot tell the id of " + who + ": " + e.getMessage(), e);
        }
    }

    private record Known(
            @Nullable Uuid admin, Map<String, Uuid> consumerInstanceIds, Map<String, Uuid> producerInstanceIds)
            implements ClientInstanceIds {

        @Override
        public Uuid adminInstanceId() {
            Uuid known = admin;
            if (known == null) {
                throw new IllegalStateException("the admin client pushes no metrics, so it has no id (expected:"
                        + " enable.metrics.push=true, which is the default, and brokers that take metrics)");
            }
            return known;
        }
    }
}
