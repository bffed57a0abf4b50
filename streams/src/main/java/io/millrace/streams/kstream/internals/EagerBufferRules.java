package io.millrace.streams.kstream.internals;

import io.millrace.streams.kstream.Suppressed.EagerBufferConfig;
import io.millrace.streams.kstream.Suppressed.StrictBufferConfig;
import java.util.Map;

/**
 * Limits that let results go on early when they are passed.
 *
 * @param rules the limits
 */
public record EagerBufferRules(BufferRules rules) implements EagerBufferConfig {

    /** None. */
    public static final EagerBufferRules UNBOUNDED = new EagerBufferRules(BufferRules.UNBOUNDED);

    @Override
    public EagerBufferConfig withMaxRecords(long recordLimit) {
        return new EagerBufferRules(rules.withMaxRecords(recordLimit));
    }

    @Override
    public EagerBufferConfig withMaxBytes(long byteLimit) {
        return new EagerBufferRules(rules.withMaxBytes(byteLimit));
    }

    @Override
    public StrictBufferConfig withNoBound() {
        return new StrictBufferRules(rules.withoutLimits());
    }

    @Override
    public StrictBufferConfig shutDownWhenFull() {
        return new StrictBufferRules(rules);
    }

    @Override
    public EagerBufferConfig emitEarlyWhenFull() {
        return this;
    }

    @Override
    public EagerBufferConfig withLoggingDisabled() {
        return new EagerBufferRules(rules.withLogging(null));
    }

    @Override
    public EagerBufferConfig withLoggingEnabled(Map<String, String> config) {
        return new EagerBufferRules(rules.withLogging(config));
    }
}
