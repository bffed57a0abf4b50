package io.millrace.streams.state;

import java.util.Map;
import org.apache.kafka.common.Configurable;

/**
 * Chooses the stores of DSL operators that were not given one, so that a whole application can be moved to another kind
 * of store in one place: {@code dsl.store.suppliers.class}, or {@code Materialized.withStoreType} for one operator.
 *
 * @see BuiltInDslStoreSuppliers
 */
public interface DslStoreSuppliers extends Configurable {

    /**
     * Takes the application's settings. Called once, before the first store is asked for; does nothing by default.
     *
     * @param configs the settings
     */
    @Override
    default void configure(Map<String, ?> configs) {}

    /**
     * Chooses a key-value store.
     *
     * @param params what the operator needs
     * @return makes the store
     */
    KeyValueBytesStoreSupplier keyValueStore(DslKeyValueParams params);

    /**
     * Chooses a window store.
     *
     * @param params what the operator needs
     * @return makes the store
     */
    WindowBytesStoreSupplier windowStore(DslWindowParams params);

    /**
     * Chooses a session store.
     *
     * @param params what the operator needs
     * @return makes the store
     */
    SessionBytesStoreSupplier sessionStore(DslSessionParams params);
}
