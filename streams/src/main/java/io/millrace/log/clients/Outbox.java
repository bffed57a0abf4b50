package io.millrace.log.clients;

import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Where a producer puts what it has serialized: with transactions of the user's, or without. Thread safe. */
sealed interface Outbox permits CollectingOutbox, TransactionOutbox {

    Future<RecordMetadata> add(
            TopicPartition partition,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Iterable<Header> headers,
            @Nullable Callback callback);

    /** Returns when everything added before has been told to its sender. */
    void flush();

    /** Ends it; what has been added is committed first, unless it belongs to a transaction that is open. */
    void close();
}
