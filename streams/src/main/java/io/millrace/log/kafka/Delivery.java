package io.millrace.log.kafka;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How the records and offsets of a transaction get to the brokers. */
interface Delivery {

    /** A record has been added. Called by the writer's owner. */
    void added(KafkaTransaction transaction, ProducerRecord<byte[], byte[]> record);

    /**
     * Delivers all of a transaction. Called by the courier, one transaction after the other.
     *
     * @return completes when all is durable; fails as {@link io.millrace.log.Transaction#commit} says
     */
    CompletableFuture<Void> deliver(KafkaTransaction transaction);

    /** Waits for what {@link #deliver} has begun. Called by the writer's owner. */
    void finish();

    /** Refuses everything from now on: a newer writer has taken the place. Any thread. */
    void fence();

    /** Releases the producer. Nothing is under way any more. */
    void close();
}
