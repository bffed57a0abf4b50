package io.millrace.streams.kstream;

/**
 * When a windowed aggregation passes results on. {@link io.millrace.streams.state.DslWindowParams} tells it to the
 * maker of the store, since a store may be laid out differently for different strategies.
 */
public interface EmitStrategy {

    /** The strategies there are. */
    enum StrategyType {
        /** Results go on whenever a window changes. */
        ON_WINDOW_UPDATE
    }

    /**
     * Which strategy this is.
     *
     * @return the strategy
     */
    StrategyType type();

    /**
     * Results go on whenever a window changes; what the cache holds back goes on at the next commit.
     *
     * @return the strategy
     */
    static EmitStrategy onWindowUpdate() {
        return EmitOnWindowUpdate.INSTANCE;
    }
}
