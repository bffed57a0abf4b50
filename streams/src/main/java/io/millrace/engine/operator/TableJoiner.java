package io.millrace.engine.operator;

import io.millrace.streams.kstream.ValueJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Makes the values of a join of two tables, and says which entries it has: inner, left and outer differ in what they
 * need. Immutable.
 *
 * @param joiner the user's function
 * @param needsLeft whether there is no result for a key that the left table does not have
 * @param needsRight whether there is no result for a key that the right table does not have
 * @param <VLeft> value type of the left table
 * @param <VRight> value type of the right table
 * @param <VOut> value type of the result
 */
public record TableJoiner<VLeft, VRight, VOut>(
        ValueJoiner<? super VLeft, ? super VRight, ? extends VOut> joiner, boolean needsLeft, boolean needsRight) {

    /** Entries of keys that both tables have. */
    public static <VLeft, VRight, VOut> TableJoiner<VLeft, VRight, VOut> inner(
            ValueJoiner<? super VLeft, ? super VRight, ? extends VOut> joiner) {
        return new TableJoiner<>(joiner, true, true);
    }

    /** Entries of keys that the left table has. */
    public static <VLeft, VRight, VOut> TableJoiner<VLeft, VRight, VOut> left(
            ValueJoiner<? super VLeft, ? super VRight, ? extends VOut> joiner) {
        return new TableJoiner<>(joiner, true, false);
    }

    /** Entries of keys that at least one of the tables has. */
    public static <VLeft, VRight, VOut> TableJoiner<VLeft, VRight, VOut> outer(
            ValueJoiner<? super VLeft, ? super VRight, ? extends VOut> joiner) {
        return new TableJoiner<>(joiner, false, false);
    }

    /** The same, seen from the other table. */
    public TableJoiner<VRight, VLeft, VOut> reversed() {
        return new TableJoiner<>((right, left) -> joiner.apply(left, right), needsRight, needsLeft);
    }

    /** The value for a key; null for no entry. */
    @Nullable
    VOut join(@Nullable VLeft left, @Nullable VRight right) {
        boolean isEntry = left == null ? !needsLeft && right != null : !needsRight || right != null;
        return isEntry ? joiner.apply(left, right) : null;
    }
}
