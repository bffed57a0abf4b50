package io.millrace.engine.task;

import io.millrace.base.Clock;
import io.millrace.engine.output.Outputs;
import io.millrace.store.StateDatabase;
import io.millrace.store.StoreMemory;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.StreamsMetrics;
import io.millrace.streams.processor.TimestampExtractor;
import java.nio.file.Path;
import org.apache.kafka.common.serialization.Serde;

/**
 * What the tasks of one worker have in common.
 *
 * @param application the {@code application.id}
 * @param config the application's configuration
 * @param errors decides about user code and records that fail
 * @param clock where time comes from
 * @param state where committed state lives
 * @param memory what stores may hold on the heap
 * @param outputs where records leave
 * @param metrics for user code
 * @param folder below which each task may keep files of its own
 */
public record TaskEnvironment(
        String application,
        StreamsConfig config,
        ErrorPolicy errors,
        Clock clock,
        StateDatabase state,
        StoreMemory memory,
        Outputs outputs,
        StreamsMetrics metrics,
        Path folder) {

    long maxTaskIdleMs() {
        return config.getLong(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG);
    }

    TimestampExtractor timestampExtractor() {
        return config.defaultTimestampExtractor();
    }

    Serde<?> keySerde() {
        return config.defaultKeySerde();
    }

    Serde<?> valueSerde() {
        return config.defaultValueSerde();
    }
}
