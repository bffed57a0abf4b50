package io.millrace.streams.processor;

import io.millrace.streams.spi.Implementation;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Gives each record the time at which it is processed: processing-time semantics. The results of a replay then differ
 * from those of the first run.
 *
 * <p>The engine does not call {@link #extract} of exactly this class: it uses the clock of the worker, which is read
 * once per batch and can be moved in tests. The method reads the clock of the machine for whoever calls it directly,
 * for example an extractor that falls back to it.
 */
public class WallclockTimestampExtractor implements TimestampExtractor {

    private final LongSupplier nowMs;

    /** Makes an extractor; it has no settings. */
    public WallclockTimestampExtractor() {
        this(() -> Implementation.get().wallMs());
    }

    WallclockTimestampExtractor(LongSupplier nowMs) {
        this.nowMs = nowMs;
    }

    /** Returns the current wall-clock time in milliseconds since the epoch. */
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return nowMs.getAsLong();
    }
}
