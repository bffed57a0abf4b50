package io.millrace.streams.processor.assignment;

import java.util.Objects;
import java.util.UUID;

/** Tells one instance of an application from all others, for as long as it runs. Immutable; ordered by its UUID. */
public class ProcessId implements Comparable<ProcessId> {

    private final UUID id;

    /** Wraps the UUID that an instance goes by. */
    public ProcessId(UUID id) {
        this.id = Objects.requireNonNull(id, "id");
    }

    /** The UUID. */
    public UUID id() {
        return id;
    }

    /** A new one, for tests of assignors. */
    public static ProcessId randomProcessId() {
        return new ProcessId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return id.toString();
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProcessId that && getClass() == that.getClass() && id.equals(that.id);
    }

    @Override
    public int compareTo(ProcessId other) {
        return id.compareTo(other.id);
    }
}
