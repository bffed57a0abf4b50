package io.millrace.streams.kstream;

import org.jspecify.annotations.Nullable;

/**
 * What all parameter objects that can name their step have in common.
 *
 * @param <T> the parameter object itself
 */
interface NamedOperation<T extends NamedOperation<T>> {

    /**
     * Names the step, so that its name does not depend on its place in the program.
     *
     * @param name the name of the step; {@code null}, where the parameter object allows it, means a generated name
     * @return the parameter object with the name
     */
    T withName(@Nullable String name);
}
