package io.millrace.planner.logical;

import io.millrace.graph.StoreDefinition;
import io.millrace.streams.processor.api.FixedKeyProcessorSupplier;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.spi.SinkDefinition;
import io.millrace.streams.spi.SourceDefinition;
import io.millrace.streams.state.StoreBuilder;
import java.util.List;
import java.util.function.Supplier;

/** What one call of the DSL adds. */
public sealed interface LogicalNode
        permits LogicalNode.StreamSource,
                LogicalNode.TableSource,
                LogicalNode.Operation,
                LogicalNode.TableJoin,
                LogicalNode.FixedKeyOperation,
                LogicalNode.StreamJoin,
                LogicalNode.Sink,
                LogicalNode.Store,
                LogicalNode.GlobalStore,
                Repartition {

    /** The name under which the children of this node know it. */
    String name();

    /** What rules need to know of it. */
    default Trait trait() {
        return Trait.NONE;
    }

    /** Calls the method of this node's kind: a new kind makes every visitor fail to compile until it is handled. */
    void accept(Visitor visitor);

    /** One method per kind. */
    interface Visitor {

        /** Visits a source of a stream. */
        void streamSource(StreamSource node);

        /** Visits a source of a table. */
        void tableSource(TableSource node);

        /** Visits an operation. */
        void operation(Operation node);

        /** Visits a join of two tables. */
        void tableJoin(TableJoin node);

        /** Visits a user's processor that keeps keys. */
        void fixedKeyOperation(FixedKeyOperation node);

        /** Visits a join of two streams. */
        void streamJoin(StreamJoin node);

        /** Visits a repartition. */
        void repartition(Repartition node);

        /** Visits a sink. */
        void sink(Sink node);

        /** Visits a store. */
        void store(Store node);

        /** Visits a global store. */
        void globalStore(GlobalStore node);
    }

    /**
     * A stream of topics.
     *
     * @param source what is read, and how
     */
    record StreamSource(SourceDefinition source) implements LogicalNode {

        @Override
        public String name() {
            return source.name();
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.streamSource(this);
        }
    }

    /**
     * A table of a topic: a source and the operation that keeps the newest value per key.
     *
     * @param source what is read, and how
     * @param table what makes a table of it
     * @param topicIsChangelog whether the topic serves as the changelog of the table's store, if it has one
     */
    record TableSource(SourceDefinition source, Operation table, boolean topicIsChangelog) implements LogicalNode {

        @Override
        public String name() {
            return table.name();
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.tableSource(this);
        }
    }

    /**
     * An operation on each record.
     *
     * @param name the node's name
     * @param operator makes the supplier of the processors; asked once, when the whole program is known, because what
     *     comes later (a branch, a reader of a table, a need for old values) changes what an operation must do
     * @param stores the stores that come with it; asked at the same time
     * @param connected names of other stores that it reads or writes
     * @param trait what rules need to know of it
     */
    record Operation(
            String name,
            Supplier<? extends ProcessorSupplier<?, ?, ?, ?>> operator,
            Supplier<List<StoreDefinition>> stores,
            List<String> connected,
            Trait trait)
            implements LogicalNode {

        public Operation {
            connected = List.copyOf(connected);
        }

        /** An operation without stores. */
        public Operation(String name, ProcessorSupplier<?, ?, ?, ?> operator) {
            this(name, operator, Trait.NONE);
        }

        /** An operation without stores that rules need to know something of. */
        public Operation(String name, ProcessorSupplier<?, ?, ?, ?> operator, Trait trait) {
            this(name, () -> operator, List::of, List.of(), trait);
        }

        /** The same, with other stores that it reads or writes. */
        public Operation connectedTo(List<String> storeNames) {
            return new Operation(name, operator, stores, storeNames, trait);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.operation(this);
        }
    }

    /**
     * A join of two tables by key: an operation for each, and one that makes a table of what both send.
     *
     * @param left the left table's side
     * @param right the right table's side
     * @param merge makes the table
     */
    record TableJoin(Side left, Side right, Operation merge) implements LogicalNode {

        @Override
        public String name() {
            return merge.name();
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.tableJoin(this);
        }

        /**
         * One side.
         *
         * @param table the name of the table's node
         * @param join gets the table's changes
         */
        public record Side(String table, Operation join) {}
    }

    /** What rules need to know of an operation. */
    enum Trait {
        /** Nothing. */
        NONE,

        /** It has a use for records without a key, so nothing before it may drop them. */
        WANTS_NULL_KEYS,

        /** It gives records other keys. */
        CHANGES_KEYS,

        /** Code of the user that may give records other keys and values, so nothing may be moved from behind it. */
        MAY_CHANGE_KEYS,

        /** It gives records other values, of another type perhaps. */
        CHANGES_VALUES,

        /** It unites several streams. */
        MERGES
    }

    /**
     * A user's processor that keeps keys.
     *
     * @param name the node's name
     * @param supplier makes the processors
     * @param connected names of the stores that it may use
     */
    record FixedKeyOperation(String name, FixedKeyProcessorSupplier<?, ?, ?> supplier, List<String> connected)
            implements LogicalNode {

        public FixedKeyOperation {
            connected = List.copyOf(connected);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.fixedKeyOperation(this);
        }
    }

    /**
     * A join of two streams: a half for each, and a node where their results meet, which the children know. Each half
     * gets its stream through a node that also keeps the records for the other half.
     *
     * @param keeper name of the node that keeps the first stream's records
     * @param otherKeeper name of the node that keeps the second stream's records
     * @param half joins each record of the first stream
     * @param otherHalf joins each record of the second stream
     * @param merged where the results meet
     * @param ofOneStream does the work of all three, and needs the first keeper alone, where both streams are one; of
     *     the same name as {@code merged}
     */
    record StreamJoin(
            String keeper,
            String otherKeeper,
            Operation half,
            Operation otherHalf,
            Operation merged,
            Operation ofOneStream)
            implements LogicalNode {

        @Override
        public String name() {
            return merged.name();
        }

        @Override
        public Trait trait() {
            return ofOneStream.trait();
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.streamJoin(this);
        }
    }

    /**
     * Where records leave.
     *
     * @param sink where they go, and how; its parents are not set yet
     */
    record Sink(SinkDefinition sink) implements LogicalNode {

        @Override
        public String name() {
            return sink.name();
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.sink(this);
        }
    }

    /**
     * A store that processors name.
     *
     * @param builder makes it
     */
    record Store(StoreBuilder<?> builder) implements LogicalNode {

        @Override
        public String name() {
            return builder.name();
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.store(this);
        }
    }

    /**
     * A store that every instance fills with the whole of a topic.
     *
     * @param definition makes it
     * @param source where its records come from
     * @param processorName name of what fills it
     * @param processor what fills it
     */
    record GlobalStore(
            StoreDefinition definition,
            SourceDefinition source,
            String processorName,
            ProcessorSupplier<?, ?, ?, ?> processor)
            implements LogicalNode {

        @Override
        public String name() {
            return definition.name();
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.globalStore(this);
        }
    }
}
