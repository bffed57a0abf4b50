package io.millrace.streams;

import java.util.Locale;

/** What a store of the DSL keeps with each value; see {@code dsl.store.format}. */
public enum DslStoreFormat {

    /** The value alone. */
    PLAIN("PLAIN"),

    /** The value and its timestamp. */
    TIMESTAMPED("TIMESTAMPED"),

    /** The value, its timestamp and its headers. */
    HEADERS("HEADERS");

    /** The name as it is written in settings. */
    public final String name;

    DslStoreFormat(String name) {
        this.name = name;
    }

    /**
     * Finds a format by name, in upper or lower case.
     *
     * @param name the name
     * @return the format
     * @throws IllegalArgumentException when there is none of that name
     */
    public static DslStoreFormat of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
