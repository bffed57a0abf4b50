package io.millrace.engine.operator;

import io.millrace.streams.processor.api.ProcessingContext;
import java.util.List;

/**
 * Opens a {@link TableView} in each task that needs one. Made by {@link TableViews}; immutable.
 *
 * @param <K> key type
 * @param <V> value type
 */
public interface TableViewSupplier<K, V> {

    /**
     * The stores that a step must be connected to before it may open the view. To be asked when the topology is built:
     * only then it is known which tables have stores.
     */
    List<String> storeNames();

    /** Opens the view in the task of a processor; called in the processor's {@code init}. */
    TableView<K, V> open(ProcessingContext context);
}
