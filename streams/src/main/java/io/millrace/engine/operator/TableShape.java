package io.millrace.engine.operator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about a table while the topology is built: whether it has a store, and whether its changes carry old
 * values. Steps that come later decide about tables that were made before, so this is the one thing about an operator
 * that changes after it was made; nothing changes any more once the topology has been built.
 *
 * <p>The rules are those of Kafka Streams, since they show in the results (a filter sends fewer tombstones when its
 * input has old values) and in the topology (a store more or less). There are four kinds:
 *
 * <ul>
 *   <li>{@link #source}: a topic or a stream read as a table. Has a store if the user asked for one, or once somebody
 *       needs to read it or needs old values.
 *   <li>{@link #stored}: the result of an aggregation. Always has a store.
 *   <li>{@link #mapped} and {@link #filtered}: computed from another table. Has a store only if the user asked for one;
 *       otherwise reading and old values are made from those of the other table.
 *   <li>{@link #joined}: computed from two tables, which are both read, so both can be. Its old values are made from
 *       theirs, which therefore get stores, whether it has one itself or not.
 * </ul>
 *
 * <p>Built by the thread that builds the topology, read by the threads that run it.
 */
public final class TableShape {

    /** The history of a table without versions. */
    public static final long NO_HISTORY = -1;

    private final List<TableShape> parents;
    private final @Nullable String storeName;
    private boolean stored;
    private boolean sendsOldValues;
    private @Nullable Long historyMs;

    private TableShape(List<TableShape> parents, @Nullable String storeName, boolean stored) {
        this.parents = List.copyOf(parents);
        this.storeName = storeName;
        this.stored = stored;
    }

    /**
     * A topic or a stream as a table.
     *
     * @param storeName the name of the store that the table has or may need later
     * @param stored whether the user asked for the store
     */
    public static TableShape source(String storeName, boolean stored) {
        return new TableShape(List.of(), storeName, stored);
    }

    /** The result of an aggregation. */
    public static TableShape stored(String storeName) {
        return new TableShape(List.of(), storeName, true);
    }

    /**
     * A table whose values are computed from those of another one.
     *
     * @param parent the other table
     * @param storeName the store that the user asked for, or null
     */
    public static TableShape mapped(TableShape parent, @Nullable String storeName) {
        return new TableShape(List.of(parent), storeName, storeName != null);
    }

    /**
     * A table with some of the entries of another one. If the other one has a store already, it has to send old values,
     * so that the filter need not send tombstones for what never passed it.
     *
     * @param parent the other table
     * @param storeName the store that the user asked for, or null
     */
    public static TableShape filtered(TableShape parent, @Nullable String storeName) {
        TableShape shape = mapped(parent, storeName);
        shape.sendsOldValues = parent.requestOldValues(false);
        return shape;
    }

    /**
     * A table of what two tables have in common, or have between them.
     *
     * @param left one table
     * @param right the other table; may be the same
     * @param storeName the store that the user asked for, or null
     */
    public static TableShape joined(TableShape left, TableShape right, @Nullable String storeName) {
        left.requestReading();
        right.requestReading();
        return new TableShape(List.of(left, right), storeName, storeName != null);
    }

    /**
     * Asks for old values in the changes of this table.
     *
     * @param force whether a source may get a store for it
     * @return whether old values will be sent; always with {@code force}
     */
    public boolean requestOldValues(boolean force) {
        if (sendsOldValues) {
            return true;
        }
        if (parents.size() > 1) {
            parents.forEach(parent -> parent.requestOldValues(true));
            sendsOldValues = true;
        } else if (parents.size() == 1 && !stored) {
            sendsOldValues = parents.get(0).requestOldValues(force);
        } else if (stored || force) {
            stored = true;
            sendsOldValues = true;
        }
        return sendsOldValues;
    }

    /** Makes sure that the table can be read, for a join: a source gets its store. */
    public void requestReading() {
        if (stored) {
            return;
        }
        parents.forEach(TableShape::requestReading);
        if (parents.isEmpty()) {
            stored = true;
        }
    }

    /**
     * Says that the user spoke of the table's store.
     *
     * @param retentionMs how far back the store can be asked; {@link #NO_HISTORY} if it knows the newest values only
     */
    public TableShape keeping(long retentionMs) {
        historyMs = retentionMs;
        return this;
    }

    /**
     * How far back the table can be asked, in milliseconds; {@link #NO_HISTORY} if it cannot. A table that was made
     * without a word about its store is as its parent. Where the user spoke of it, if only of serdes, that counts: a
     * table that has versions sends late updates, marked as not the latest, and knows what was when.
     */
    public long historyMs() {
        if (historyMs != null) {
            return historyMs;
        }
        return parents.size() == 1 ? parents.get(0).historyMs() : NO_HISTORY;
    }

    /** Whether the table has versions. */
    public boolean isVersioned() {
        return historyMs() != NO_HISTORY;
    }

    /** Whether the table is made of one that has versions. */
    public boolean isOfVersions() {
        return parents.size() == 1 && parents.get(0).isVersioned();
    }

    /** The name of the table's own store, or null while it has none. */
    public @Nullable String storeName() {
        return stored ? storeName : null;
    }

    /** The name of the store of an aggregation, which always has one. */
    String aggregateStoreName() {
        String name = storeName();
        if (name == null) {
            throw new IllegalStateException(
                    "an aggregation has no store (expected: a shape made by TableShape.stored)");
        }
        return name;
    }

    /** Whether the table's changes carry old values. */
    public boolean sendsOldValues() {
        return sendsOldValues;
    }
}
