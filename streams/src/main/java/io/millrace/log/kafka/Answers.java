package io.millrace.log.kafka;

import io.millrace.log.LogException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Waits for the cluster's answers and words its errors. Stateless. */
final class Answers {

    /** The clients give up by themselves after a minute at the latest, unless the user lets them wait longer. */
    private static final long WAIT_MAX_MS = 600_000;

    private Answers() {}

    /**
     * Waits for an answer.
     *
     * @param what what was asked, for the message: {@code cannot <what>}
     * @throws LogException if the answer is an error, or none came
     */
    static <T> T of(KafkaFuture<T> answer, String what) {
        try {
            return await(answer);
        } catch (ExecutionException e) {
            throw failure(what, e.getCause());
        }
    }

    /** As {@link #of}, for callers that tell errors apart. */
    static <T> T await(KafkaFuture<T> answer) throws ExecutionException {
        try {
            return answer.get(WAIT_MAX_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (TimeoutException e) {
            throw new ExecutionException(e);
        }
    }

    static LogException failure(String what, @Nullable Throwable cause) {
        Throwable known = cause == null ? new IllegalStateException("no cause given") : cause;
        return new LogException(
                "cannot " + what + ": " + known.getMessage() + " ("
                        + known.getClass().getSimpleName() + ")",
                known);
    }

    /** Metadata of a group that the caller is no member of. */
    @SuppressWarnings("removal") // there is no other way to name a group alone
    static ConsumerGroupMetadata outside(String group) {
        return new ConsumerGroupMetadata(group);
    }
}
