package io.millrace.streams;

import java.util.Locale;

/** How the instances of an application on Kafka share out the tasks; see {@code group.protocol}. */
public enum GroupProtocol {

    /** The instances do it, with the consumer group protocol. */
    CLASSIC("CLASSIC"),

    /** The brokers do it (KIP-1071). */
    STREAMS("STREAMS");

    /** The name as it is written in settings. */
    public final String name;

    GroupProtocol(String name) {
        this.name = name;
    }

    /**
     * Finds a protocol by name, in upper or lower case.
     *
     * @param name the name
     * @return the protocol
     * @throws IllegalArgumentException when there is none of that name
     */
    public static GroupProtocol of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
