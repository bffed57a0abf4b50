package io.millrace.streams.kstream;

import java.util.Map;

/**
 * A stream that is being split. Each record is offered to the branches in the order in which they were added, and goes
 * to the first one that wants it.
 *
 * <p>{@link #defaultBranch()} and {@link #noDefaultBranch()} end the split and return the branches by name. A branch's
 * name is the name given to {@link KStream#split(Named)}, followed by the name given to {@link Branched}, or by the
 * number of the branch if there is none: 1 for the first, 0 for the default branch.
 *
 * <pre>{@code
 * Map<String, KStream<String, Order>> orders = stream.split(Named.as("orders-"))
 *         .branch((id, order) -> order.amount() > 1000, Branched.as("large"))
 *         .defaultBranch(Branched.as("small"));
 * orders.get("orders-large").to("large-orders");
 * }</pre>
 *
 * @param <K> key type
 * @param <V> value type
 */
public interface BranchedKStream<K, V> {

    /**
     * Adds a branch that goes into the result map under its number.
     *
     * @param predicate which records the branch wants
     * @return this split
     */
    BranchedKStream<K, V> branch(Predicate<? super K, ? super V> predicate);

    /**
     * Adds a branch.
     *
     * @param predicate which records the branch wants
     * @param branched name of the branch, and what happens to it
     * @return this split
     */
    BranchedKStream<K, V> branch(Predicate<? super K, ? super V> predicate, Branched<K, V> branched);

    /**
     * Ends the split; records that no branch wants go to one more branch, with number 0.
     *
     * @return name to branch
     */
    Map<String, KStream<K, V>> defaultBranch();

    /**
     * Ends the split; records that no branch wants go to one more branch.
     *
     * @param branched name of the default branch, and what happens to it
     * @return name to branch
     */
    Map<String, KStream<K, V>> defaultBranch(Branched<K, V> branched);

    /**
     * Ends the split; records that no branch wants are dropped.
     *
     * @return name to branch
     */
    Map<String, KStream<K, V>> noDefaultBranch();
}
