package io.millrace.streams.kstream;

import io.millrace.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * How two tables are joined by a foreign key: where messages between them go, and a name.
 *
 * <p>Partitioners are needed where a table's topic is not partitioned by the hash of its keys' bytes; they must choose
 * the partition that the topic has the key in, and exactly one. They get null for the value. The name is the base of
 * the names of the steps, the internal topics and the store. Immutable: every {@code with} method makes a new object.
 *
 * @param <K> key type of this table
 * @param <KO> key type of the other table
 */
public class TableJoined<K, KO> implements NamedOperation<TableJoined<K, KO>> {

    /** Finds the partition of this table that has a key; {@code null} means the one where the entry came from. */
    protected final @Nullable StreamPartitioner<K, Void> partitioner;

    /** Finds the partition of the other table that has a key; {@code null} means by the hash of the key's bytes. */
    protected final @Nullable StreamPartitioner<KO, Void> otherPartitioner;

    /** Base name of steps, topics and store; {@code null} means generated names. */
    protected final @Nullable String name;

    private TableJoined(
            @Nullable StreamPartitioner<K, Void> partitioner,
            @Nullable StreamPartitioner<KO, Void> otherPartitioner,
            @Nullable String name) {
        this.partitioner = partitioner;
        this.otherPartitioner = otherPartitioner;
        this.name = name;
    }

    /**
     * Copies another object.
     *
     * @param tableJoined what to copy
     */
    protected TableJoined(TableJoined<K, KO> tableJoined) {
        this(tableJoined.partitioner, tableJoined.otherPartitioner, tableJoined.name);
    }

    /**
     * Sets the partitioners.
     *
     * @param <K> key type of this table
     * @param <KO> key type of the other table
     * @param partitioner of this table; {@code null} means the partition where the entry came from
     * @param otherPartitioner of the other table; {@code null} means by the hash of the key's bytes
     * @return the new object
     */
    public static <K, KO> TableJoined<K, KO> with(
            @Nullable StreamPartitioner<K, Void> partitioner, @Nullable StreamPartitioner<KO, Void> otherPartitioner) {
        return new TableJoined<>(partitioner, otherPartitioner, null);
    }

    /**
     * Sets the name.
     *
     * @param <K> key type of this table
     * @param <KO> key type of the other table
     * @param name base name of steps, topics and store; {@code null} means generated names
     * @return the new object
     */
    public static <K, KO> TableJoined<K, KO> as(@Nullable String name) {
        return new TableJoined<>(null, null, name);
    }

    /**
     * Sets the partitioner of this table.
     *
     * @param partitioner {@code null} means the partition where the entry came from
     * @return the new object
     */
    public TableJoined<K, KO> withPartitioner(@Nullable StreamPartitioner<K, Void> partitioner) {
        return new TableJoined<>(partitioner, otherPartitioner, name);
    }

    /**
     * Sets the partitioner of the other table.
     *
     * @param otherPartitioner {@code null} means by the hash of the key's bytes
     * @return the new object
     */
    public TableJoined<K, KO> withOtherPartitioner(@Nullable StreamPartitioner<KO, Void> otherPartitioner) {
        return new TableJoined<>(partitioner, otherPartitioner, name);
    }

    @Override
    public TableJoined<K, KO> withName(@Nullable String name) {
        return new TableJoined<>(partitioner, otherPartitioner, name);
    }
}
