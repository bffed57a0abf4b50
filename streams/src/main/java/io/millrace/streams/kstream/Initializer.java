package io.millrace.streams.kstream;

import org.jspecify.annotations.NullUnmarked;

/**
 * Makes the aggregate that a key starts with, before its first record is added.
 *
 * @param <VAgg> type of the aggregate
 * @see Aggregator
 */
@FunctionalInterface
@NullUnmarked
public interface Initializer<VAgg> {

    /**
     * Makes a start value. Must return a fresh object each time if the {@link Aggregator} changes its argument in
     * place.
     *
     * @return the start value
     */
    VAgg apply();
}
