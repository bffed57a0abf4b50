package io.millrace.planner.logical;

import io.millrace.streams.spi.SinkDefinition;
import io.millrace.streams.spi.SourceDefinition;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Records go through a topic, so that those of the same key meet in one task.
 *
 * @param topic the topic, by the name that sink and source use
 * @param partitions how many partitions the user asked for; empty to follow the topics that it is fed from
 * @param keyFilter name of the node before the topic that drops records without a key; null when there is none, because
 *     what comes before makes no such records
 * @param keepsNullKeys whether the filter lets them pass after all, because something after the topic has a use for
 *     them
 * @param sink writes the topic; its parents are not set yet
 * @param source reads the topic
 */
public record Repartition(
        String topic,
        OptionalInt partitions,
        @Nullable String keyFilter,
        boolean keepsNullKeys,
        SinkDefinition sink,
        SourceDefinition source)
        implements LogicalNode {

    @Override
    public String name() {
        return source.name();
    }

    /** The same, with a filter that lets records without a key pass. */
    public Repartition keepingNullKeys() {
        return new Repartition(topic, partitions, keyFilter, true, sink, source);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.repartition(this);
    }
}
