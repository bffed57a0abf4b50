package io.millrace.streams.state;

/**
 * What optional methods of the store interfaces say when a user's own store does not have them.
 *
 * <p>The defaults exist so that a store that was written before a method was added still compiles. Stateless.
 */
final class StoreLimits {

    private StoreLimits() {}

    static UnsupportedOperationException cannot(Object store, String what) {
        return new UnsupportedOperationException(store.getClass().getName() + " cannot " + what
                + " (expected: a store class that overrides this method)");
    }
}
