package io.millrace.dsl;

import io.millrace.planner.logical.LogicalDraft;
import io.millrace.planner.logical.LogicalNode;
import io.millrace.streams.TopologyConfig;
import io.millrace.streams.kstream.ValueMapper;
import io.millrace.streams.kstream.ValueMapperWithKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What all objects of one builder share.
 *
 * @param draft the graph that they write
 * @param names the names that they make
 * @param unnamed what the user has not named
 * @param config settings that count while the topology is put together; null for none
 */
record Dsl(
        LogicalDraft draft,
        Names names,
        UnnamedResources unnamed,
        @Nullable TopologyConfig config) {

    Dsl(@Nullable TopologyConfig config) {
        this(new LogicalDraft(), new Names(), new UnnamedResources(), config);
    }

    int add(LogicalNode node) {
        return draft.add(node);
    }

    /** The argument, which the user must not leave null. */
    static <T> T given(@Nullable T argument, String name) {
        return Objects.requireNonNull(argument, () -> name + ": null (expected: not null)");
    }

    /** A mapper that does not look at the key as one that could. */
    static <K, V, VOut> ValueMapperWithKey<K, V, VOut> withKey(
            @Nullable ValueMapper<? super V, ? extends VOut> mapper) {
        ValueMapper<? super V, ? extends VOut> given = given(mapper, "mapper");
        return (key, value) -> given.apply(value);
    }

    /** The first that is not null, if any. */
    static <T> @Nullable T first(@Nullable T preferred, @Nullable T otherwise) {
        return preferred == null ? otherwise : preferred;
    }
}
