package io.millrace.streams.kstream.internals;

import io.millrace.streams.kstream.Suppressed.EagerBufferConfig;
import io.millrace.streams.kstream.Suppressed.StrictBufferConfig;
import java.util.Map;

/**
 * Limits that stop the application when they are passed.
 *
 * @param rules the limits
 */
public record StrictBufferRules(BufferRules rules) implements StrictBufferConfig {

    /** None. */
    public static final StrictBufferRules UNBOUNDED = new StrictBufferRules(BufferRules.UNBOUNDED);

    @Override
    public StrictBufferConfig withMaxRecords(long recordLimit) {
        return new StrictBufferRules(rules.withMaxRecords(recordLimit));
    }

    @Override
    public StrictBufferConfig withMaxBytes(long byteLimit) {
        return new StrictBufferRules(rules.withMaxBytes(byteLimit));
    }

    @Override
    public StrictBufferConfig withNoBound() {
        return new StrictBufferRules(rules.withoutLimits());
    }

    @Override
    public StrictBufferConfig shutDownWhenFull() {
        return this;
    }

    @Override
    public EagerBufferConfig emitEarlyWhenFull() {
        return new EagerBufferRules(rules);
    }

    @Override
    public StrictBufferConfig withLoggingDisabled() {
        return new StrictBufferRules(rules.withLogging(null));
    }

    @Override
    public StrictBufferConfig withLoggingEnabled(Map<String, String> config) {
        return new StrictBufferRules(rules.withLogging(config));
    }
}
