package io.millrace.plan;

import io.millrace.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A store.
 *
 * @param name the store's name
 * @param builder makes one store per task
 * @param changelog where its changes are logged when the log itself does not carry state; null when logging is off
 */
public record StorePlan(
        String name, StoreBuilder<?> builder, @Nullable Changelog changelog) {}
