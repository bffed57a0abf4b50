package io.millrace.log.clients;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** What became of a commit. */
final class Futures {

    private Futures() {}

    /** Why a future that is done failed; null when it did not. */
    static @Nullable Exception failure(CompletableFuture<Void> done) {
        Throwable thrown = done.handle((nothing, error) -> error).getNow(null);
        if (thrown == null || thrown instanceof Exception) {
            return (Exception) thrown;
        }
        return new KafkaException("the commit failed", thrown);
    }
}
