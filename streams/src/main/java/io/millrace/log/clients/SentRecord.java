package io.millrace.log.clients;

import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** A record that was handed over, as its sender sees it. Thread safe: all that changes is in the batch. */
final class SentRecord implements Future<RecordMetadata> {

    private static final int NO_SIZE = -1;

    private final SendBatch batch;
    private final SendBatch.Run run;
    private final int index;
    private final long timestamp;
    private final int keySize;
    private final int valueSize;
    private final @Nullable Callback callback;

    /** @param index how many records of the same partition lie before it in the batch */
    SentRecord(
            SendBatch batch,
            SendBatch.Run run,
            int index,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            @Nullable Callback callback) {
        this.batch = batch;
        this.run = run;
        this.index = index;
        this.timestamp = timestamp;
        this.keySize = key == null ? NO_SIZE : key.length;
        this.valueSize = value == null ? NO_SIZE : value.length;
        this.callback = callback;
    }

    /** Tells the sender's callback, if there is one. */
    void call(@Nullable Exception failure) {
        if (callback != null) {
            callback.onCompletion(metadata(failure), failure);
        }
    }

    private RecordMetadata metadata(@Nullable Exception failure) {
        long first = failure == null ? run.firstOffset() : -1;
        return new RecordMetadata(
                run.partition(),
                first,
                first < 0 ? 0 : index,
                failure == null ? timestamp : RecordMetadata.UNKNOWN_PARTITION,
                keySize,
                valueSize);
    }

    @Override
    public RecordMetadata get() throws InterruptedException, ExecutionException {
        batch.await();
        return result();
    }

    @Override
    public RecordMetadata get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (!batch.await(timeout, unit)) {
            throw new TimeoutException(run.partition() + ": not committed after " + timeout + " "
                    + unit.toString().toLowerCase(Locale.ROOT));
        }
        return result();
    }

    private RecordMetadata result() throws ExecutionException {
        Exception failure = batch.failure();
        if (failure != null) {
            throw new ExecutionException(failure);
        }
        return metadata(null);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return false;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public boolean isDone() {
        return batch.isDone();
    }
}
