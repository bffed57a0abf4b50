package io.millrace.dsl;

import io.millrace.engine.operator.PrintOperator;
import io.millrace.streams.kstream.Printed;
import org.jspecify.annotations.Nullable;

/** What the user wrote into a {@link Printed}. */
final class PrintedSettings<K, V> extends Printed<K, V> {

    PrintedSettings(Printed<K, V> printed) {
        super(Dsl.given(printed, "printed"));
    }

    @Nullable
    String name() {
        return processorName;
    }

    /** What prints; a stream without a label is labelled with its name. */
    PrintOperator<K, V> operator(String streamName) {
        return new PrintOperator<>(label == null ? streamName : label, mapper, outputStream);
    }
}
