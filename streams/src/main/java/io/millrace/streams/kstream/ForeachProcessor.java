package io.millrace.streams.kstream;

import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.Record;

/**
 * A processor that does something with each record and passes nothing on.
 *
 * @param <K> key type
 * @param <V> value type
 * @deprecated use {@link KStream#foreach(ForeachAction)}
 */
@Deprecated
public class ForeachProcessor<K, V> implements Processor<K, V, Void, Void> {

    private final ForeachAction<K, V> action;

    /**
     * Makes a processor.
     *
     * @param action called for each record
     */
    public ForeachProcessor(ForeachAction<K, V> action) {
        this.action = action;
    }

    @Override
    public void process(Record<K, V> record) {
        action.apply(record.key(), record.value());
    }
}
