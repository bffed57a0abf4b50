package io.millrace.dsl;

import io.millrace.streams.kstream.Named;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes names for what the user does not name: a prefix and the next number of one counter per builder. A number is
 * taken also where the user gave a name, so that naming one step does not rename all that come after it.
 */
final class Names {

    private int next;

    /** A name for a node. */
    String node(String prefix) {
        return prefix + number();
    }

    /** A name for a store. */
    String store(String prefix) {
        return prefix + "STATE-STORE-" + number();
    }

    /** The user's name for a node if there is one; takes a number in any case. */
    String nodeOr(@Nullable String given, String prefix) {
        Checked.check(given);
        String made = node(prefix);
        return given == null ? made : given;
    }

    /** The user's name with a suffix if there is one; takes a number in any case. */
    String suffixedOr(@Nullable String given, String suffix, String prefix) {
        return nodeOr(given == null ? null : given + suffix, prefix);
    }

    private String number() {
        return String.format(Locale.ROOT, "%010d", next++);
    }

    /** What the user wrote into a {@link Named}; null for none. */
    static @Nullable String of(@Nullable Named named) {
        return new Checked(Dsl.given(named, "named")).given();
    }

    /** Reaches what {@link Named} keeps to its subclasses. */
    private static final class Checked extends Named {

        private Checked(Named named) {
            super(named);
        }

        private @Nullable String given() {
            return name;
        }

        private static void check(@Nullable String name) {
            if (name != null) {
                validate(name);
            }
        }
    }
}
