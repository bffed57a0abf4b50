package io.millrace.log.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.log.EmbeddedHarness;
import io.millrace.log.LogHarness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** Producers that several threads use at once, on a log that has threads too. */
@SuppressWarnings("FutureReturnValueIgnored") // Whoever sends need not look at every future.
class SendingThreadsTest extends ClientsTest {

    private static final int THREADS = 4;
    private static final int RECORDS = 2_000;

    @Override
    LogHarness newHarness() {
        return new EmbeddedHarness();
    }

    @Override
    SendThread sendThread() {
        return SendThread.OWN;
    }

    @Test
    void keepsTheOrderOfEachThread() throws Exception {
        Producer<String, String> producer = producer("batch.size", "2000");
        AtomicInteger told = new AtomicInteger();
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            CompletableFuture<Void> finished = new CompletableFuture<>();
            done.add(finished);
            new Thread(() -> {
                        try {
                            send(producer, number, told);
                            finished.complete(null);
                        } catch (Throwable failure) {
                            finished.completeExceptionally(failure);
                        }
                    })
                    .start();
        }
        for (CompletableFuture<Void> finished : done) {
            finished.get(60, TimeUnit.SECONDS);
        }
        producer.close();

        assertThat(told).hasValue(THREADS * RECORDS);
        assertInOrder(stored(B0));
    }

    private static void send(Producer<String, String> producer, int thread, AtomicInteger told) throws Exception {
        Future<RecordMetadata> last = null;
        for (int i = 0; i < RECORDS; i++) {
            last = producer.send(
                    new ProducerRecord<>("b", thread + " " + i), (metadata, failure) -> told.incrementAndGet());
            if (i % 500 == 0) {
                producer.flush();
                assertThat(last).isDone();
            }
        }
        assertThat(last.get(30, TimeUnit.SECONDS).hasOffset()).isTrue();
    }

    private static void assertInOrder(List<String> stored) {
        Map<String, Integer> next = new HashMap<>();
        for (String value : stored) {
            String[] parts = value.split(" ");
            assertThat(Integer.parseInt(parts[1])).as(value).isEqualTo(next.getOrDefault(parts[0], 0));
            next.merge(parts[0], 1, Integer::sum);
        }
        assertThat(stored).hasSize(THREADS * RECORDS);
    }

    @Test
    void aFlushInACallbackIsRefused() throws Exception {
        Producer<String, String> producer = producer();
        CompletableFuture<Void> inCallback = new CompletableFuture<>();
        producer.send(new ProducerRecord<>("b", "x"), (metadata, failure) -> {
            try {
                producer.flush();
                inCallback.complete(null);
            } catch (KafkaException expected) {
                inCallback.completeExceptionally(expected);
            }
        });

        assertThatThrownBy(() -> inCallback.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(KafkaException.class);
        producer.close();
    }

    @Test
    void aCallbackMayCloseItsProducer() throws Exception {
        Producer<String, String> producer = producer();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        producer.send(new ProducerRecord<>("b", "x"), (metadata, failure) -> {
            producer.close();
            closed.complete(null);
        });

        closed.get(10, TimeUnit.SECONDS);
        assertThat(stored(B0)).containsExactly("x");
    }
}
