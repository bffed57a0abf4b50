package io.millrace.streams.kstream;

import static java.util.Objects.requireNonNull;

import io.millrace.streams.errors.TopologyException;
import org.jspecify.annotations.Nullable;

/**
 * A name for one step of the topology.
 *
 * <p>Unnamed steps get a number, and numbers shift when a step is added before them. Names of steps that own a store or
 * an internal topic should be given, so that the topology can grow without losing state.
 *
 * <p>A name has 1 to 249 characters out of ASCII letters, digits, {@code '.'}, {@code '_'} and {@code '-'}, and is not
 * {@code "."} or {@code ".."}: the rules for topics, since names end up in topic names.
 */
public class Named implements NamedOperation<Named> {

    /** The longest topic name that Kafka accepts, so that it fits a file name of 255 with a suffix. */
    private static final int LENGTH_MAX = 249;

    /** The name; {@code null} means that a name is generated. */
    protected @Nullable String name;

    /**
     * Copies a name.
     *
     * @param named the name to copy
     */
    protected Named(Named named) {
        this(requireNonNull(named, "named: null (expected: a Named)").name);
    }

    /**
     * Takes a name and checks it.
     *
     * @param name the name, or {@code null} for a generated one
     * @throws TopologyException if the name breaks the rules
     */
    protected Named(@Nullable String name) {
        this.name = name;
        if (name != null) {
            validate(name);
        }
    }

    /**
     * Makes a name.
     *
     * @param name the name
     * @return the name, checked
     * @throws TopologyException if the name breaks the rules
     */
    public static Named as(String name) {
        return new Named(requireNonNull(name, "name: null (expected: a name)"));
    }

    /**
     * Makes another name; this one stays as it is.
     *
     * @param name the name
     * @return the new name, checked
     * @throws TopologyException if the name breaks the rules
     */
    @Override
    public Named withName(@Nullable String name) {
        return new Named(requireNonNull(name, "name: null (expected: a name)"));
    }

    /**
     * Checks a name against the rules above.
     *
     * @param name the name to check
     * @throws TopologyException if the name breaks the rules
     */
    protected static void validate(String name) {
        requireNonNull(name, "name: null (expected: a name)");
        if (name.isEmpty()) {
            throw new TopologyException("name: empty (expected: 1 to " + LENGTH_MAX + " characters)");
        }
        if (name.equals(".") || name.equals("..")) {
            throw new TopologyException("name: \"" + name + "\" (expected: not \".\" or \"..\")");
        }
        if (name.length() > LENGTH_MAX) {
            throw new TopologyException(
                    "name: " + name.length() + " characters (expected: at most " + LENGTH_MAX + "), name: " + name);
        }
        for (int i = 0; i < name.length(); i++) {
            if (!isAllowed(name.charAt(i))) {
                throw new TopologyException("name: \"" + name + "\" has '" + name.charAt(i) + "' at " + i
                        + " (expected: ASCII letters, digits, '.', '_' and '-')");
            }
        }
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
