package io.millrace.plan;

import io.millrace.streams.processor.api.ProcessorSupplier;
import java.util.List;

/**
 * A processor, one of the DSL's operators or a user's own.
 *
 * @param name the node's name
 * @param supplier makes one processor per task
 * @param stores names of the stores that it may use
 * @param children names of the steps that records go on to, in order
 */
public record ProcessorStep(
        String name, ProcessorSupplier<?, ?, ?, ?> supplier, List<String> stores, List<String> children) {

    public ProcessorStep {
        stores = List.copyOf(stores);
        children = List.copyOf(children);
    }
}
