package io.millrace.conformance;

import java.util.HashMap;
import java.util.Map;

/** A way to run every case: what is not the case's point but must not matter, or must matter alike. */
enum Variant {
    /** Caching, stores on disk, no optimisation: the defaults. */
    DEFAULTS(Map.of()),
    /** No caching, stores in memory, every optimisation. */
    OPTIMIZED(Map.of(
            "statestore.cache.max.bytes", "0",
            "dsl.store.suppliers.class", Settings.IN_MEMORY,
            "topology.optimization", "all")),
    /** Stores with headers. */
    HEADERS(Map.of("dsl.store.format", "headers"));

    private final Map<String, String> settings;

    Variant(Map<String, String> settings) {
        this.settings = settings;
    }

    Map<String, String> settings() {
        Map<String, String> all = new HashMap<>(Settings.base());
        all.putAll(settings);
        return all;
    }
}
