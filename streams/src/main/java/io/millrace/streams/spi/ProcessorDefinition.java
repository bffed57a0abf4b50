package io.millrace.streams.spi;

import io.millrace.streams.processor.api.ProcessorSupplier;
import java.util.List;

/**
 * A processor.
 *
 * @param name the node's name
 * @param supplier makes one processor per task
 * @param parents the nodes whose records arrive here
 */
public record ProcessorDefinition(String name, ProcessorSupplier<?, ?, ?, ?> supplier, List<String> parents) {

    public ProcessorDefinition {
        parents = List.copyOf(parents);
    }
}
