package io.millrace.engine.operator;

import io.millrace.streams.kstream.Predicate;
import io.millrace.streams.processor.api.ContextualProcessor;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends each record to the first child whose predicate accepts it.
 *
 * <p>A child without a predicate is the default: it stands last and gets what no predicate accepted. Without a default
 * such records end here; they are not counted as dropped, since that is what the user asked for.
 *
 * @param <K> key type
 * @param <V> value type
 */
public final class BranchOperator<K, V> implements ProcessorSupplier<K, V, K, V> {

    private final List<@Nullable Predicate<? super K, ? super V>> predicates;
    private final List<String> childNames;

    /**
     * Makes the operator.
     *
     * @param predicates one per child, in the order in which they are asked; the last one may be null or left out,
     *     which makes its child the default
     * @param childNames names of the nodes that the branches start with, in the same order
     * @throws IllegalArgumentException when a predicate is missing before the last child, or a child is
     */
    public BranchOperator(
            List<? extends @Nullable Predicate<? super K, ? super V>> predicates, List<String> childNames) {
        this.predicates = Collections.unmodifiableList(new ArrayList<>(predicates));
        this.childNames = List.copyOf(childNames);
        int missing = this.predicates.indexOf(null);
        int given = missing < 0 ? predicates.size() : missing;
        if (predicates.size() > childNames.size() || given < childNames.size() - 1) {
            throw new IllegalArgumentException("branches: " + childNames.size() + " children, " + given
                    + " predicates before the first missing one (expected: one each; only the last may be missing)");
        }
    }

    @Override
    public Processor<K, V, K, V> get() {
        return new Branching();
    }

    private final class Branching extends ContextualProcessor<K, V, K, V> {

        @Override
        public void process(Record<K, V> record) {
            int child = childFor(record);
            if (child < childNames.size()) {
                context().forward(record, childNames.get(child));
            }
        }

        private int childFor(Record<K, V> record) {
            int child = 0;
            for (; child < predicates.size(); child++) {
                Predicate<? super K, ? super V> predicate = predicates.get(child);
                if (predicate == null || predicate.test(record.key(), record.value())) {
                    return child;
                }
            }
            return child;
        }
    }
}
