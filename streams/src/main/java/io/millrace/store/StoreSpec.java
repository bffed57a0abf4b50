package io.millrace.store;

import io.millrace.store.StateDatabase.Residence;
import java.util.Map;

/**
 * What a store is: the sum of choices that all else follows from. Immutable.
 *
 * @param name the store's name
 * @param keys what is kept under a key
 * @param values what is kept beside each value
 * @param residence where committed entries are read from
 * @param caching whether updates may be held back, so that only the last one per key goes on at a commit
 * @param logging whether changes go to a changelog topic, where the log needs one
 * @param logConfig settings of the changelog topic, under Kafka's names; empty when logging is off
 * @param logsHeaders whether records of the changelog have the headers of the record that made the change, though none
 *     are kept with the values; restoring takes no notice of them
 * @param scope what kind of store metrics say that it is
 */
public record StoreSpec(
        String name,
        KeyLayout keys,
        ValueLayout values,
        Residence residence,
        boolean caching,
        boolean logging,
        Map<String, String> logConfig,
        boolean logsHeaders,
        String scope) {

    public StoreSpec {
        logConfig = Map.copyOf(logConfig);
    }

    /** A store with the defaults of the builders: logging on, caching off. */
    static StoreSpec of(String name, KeyLayout keys, ValueLayout values, Residence residence) {
        return new StoreSpec(name, keys, values, residence, false, true, Map.of(), false, "");
    }

    StoreSpec withCaching(boolean enabled) {
        return new StoreSpec(name, keys, values, residence, enabled, logging, logConfig, logsHeaders, scope);
    }

    StoreSpec withLogging(boolean enabled, Map<String, String> config) {
        return new StoreSpec(name, keys, values, residence, caching, enabled, config, logsHeaders, scope);
    }

    StoreSpec withHeadersLogged() {
        return new StoreSpec(name, keys, values, residence, caching, logging, logConfig, true, scope);
    }

    StoreSpec withScope(String kind) {
        return new StoreSpec(name, keys, values, residence, caching, logging, logConfig, logsHeaders, kind);
    }

    /** What is kept beside each value. */
    public enum ValueLayout {
        /** The value alone. */
        PLAIN,
        /** Its timestamp: 64 bits, then the value. */
        TIMESTAMPED,
        /** Its headers and its timestamp; see {@code HeadersBytesStore} for the form. */
        HEADERS,
        /** Its headers alone, for keys that tell the time: the length of the headers, the headers, the value. */
        UNTIMED_HEADERS
    }
}
