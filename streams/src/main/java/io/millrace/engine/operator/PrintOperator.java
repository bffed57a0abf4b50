package io.millrace.engine.operator;

import io.millrace.streams.kstream.KeyValueMapper;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Writes each record as a line {@code [label]: text}, in UTF-8; nothing comes after it.
 *
 * <p>All tasks write through one writer, which takes whole lines from several threads. Each line is flushed, so that
 * what is printed can be watched and nothing is held back when a task closes. The stream is never closed: tasks come
 * and go, and one that comes back must be able to print. Errors while writing are swallowed, as {@link PrintWriter}
 * does.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class PrintOperator<K, V> implements ProcessorSupplier<K, V, Void, Void> {

    private final String linePrefix;
    private final KeyValueMapper<? super K, ? super V, String> mapper;
    private final PrintWriter writer;

    /** Makes the operator. The mapper makes the text after the label. */
    public PrintOperator(String label, KeyValueMapper<? super K, ? super V, String> mapper, OutputStream where) {
        this.linePrefix = "[" + label + "]: ";
        this.mapper = mapper;
        this.writer = new PrintWriter(new OutputStreamWriter(where, StandardCharsets.UTF_8));
    }

    @Override
    public Processor<K, V, Void, Void> get() {
        return new Printing();
    }

    private final class Printing implements Processor<K, V, Void, Void> {

        @Override
        public void process(Record<K, V> record) {
            writer.println(linePrefix + mapper.apply(record.key(), record.value()));
            writer.flush();
        }
    }
}
