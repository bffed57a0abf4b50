package io.millrace.engine.task;

import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.Record;

/**
 * A processor at work: one of the DSL's operators or a user's own.
 *
 * <p>What it throws is offered to the processing exception handler once, by the innermost node. If the answer is to go
 * on, the record ends here; its siblings still get it.
 */
final class ProcessorNode implements Step {

    private final String name;
    private final Processor<Object, Object, Object, Object> processor;
    private final Steps children;
    private final CurrentRecord current;
    private final TaskErrors errors;

    ProcessorNode(
            String name,
            Processor<Object, Object, Object, Object> processor,
            Steps children,
            CurrentRecord current,
            TaskErrors errors) {
        this.name = name;
        this.processor = processor;
        this.children = children;
        this.current = current;
        this.errors = errors;
    }

    @Override
    public String name() {
        return name;
    }

    Steps children() {
        return children;
    }

    void init(NodeContext context) {
        try {
            processor.init(context);
        } catch (RuntimeException e) {
            throw errors.failedInit(name, e);
        }
    }

    void close() {
        processor.close();
    }

    @Override
    public void process(Record<Object, Object> record) {
        Record<Object, Object> before = current.enter(record);
        try {
            processor.process(record);
        } catch (RuntimeException e) {
            errors.processing(name, record, e);
        } finally {
            current.leave(before);
        }
    }
}
