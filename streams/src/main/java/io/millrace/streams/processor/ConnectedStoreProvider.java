package io.millrace.streams.processor;

import io.millrace.streams.state.StoreBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A supplier of processors that brings its own stores. The stores it names are added to the topology and connected to
 * the processor, so the place where the processor is used need not know them:
 *
 * <pre>{@code
 * final class CountingSupplier implements ProcessorSupplier<String, String, String, Long> {
 *     public Processor<String, String, String, Long> get() {
 *         return new Counting();
 *     }
 *
 *     public Set<StoreBuilder<?>> stores() {
 *         return Set.of(Stores.keyValueStoreBuilder(
 *             Stores.persistentKeyValueStore("counts"), Serdes.String(), Serdes.Long()));
 *     }
 * }
 * }</pre>
 *
 * <p>Two suppliers may share a store when both return the same builder object; two different builders of one name are
 * an error.
 */
public interface ConnectedStoreProvider {

    /**
     * The stores to add and to connect. Asked while the topology is built, possibly more than once, so it should return
     * the same builder objects each time.
     *
     * @return the builders, or null for none (the default)
     */
    default @Nullable Set<StoreBuilder<?>> stores() {
        return null;
    }
}
