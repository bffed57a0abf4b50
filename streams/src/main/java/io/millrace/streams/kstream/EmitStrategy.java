package io.millrace.streams.kstream;

/**
 * When a windowed aggregation passes results on. {@link io.millrace.streams.state.DslWindowParams} tells it to the
 * maker of the store, since a store may be laid out differently for different strategies.
 *
 * <pre>{@code
 * clicks.groupByKey().windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofMinutes(1)))
 *         .emitStrategy(EmitStrategy.onWindowClose())
 *         .count()
 * }</pre>
 */
public interface EmitStrategy {

    /** The strategies there are. */
    enum StrategyType {
        /** Results go on whenever a window changes. */
        ON_WINDOW_UPDATE,

        /** Results go on once, when a window closes. */
        ON_WINDOW_CLOSE;

        /**
         * The strategy of a type.
         *
         * @param type the type
         * @return the strategy
         */
        public static EmitStrategy forType(StrategyType type) {
            return switch (type) {
                case ON_WINDOW_UPDATE -> onWindowUpdate();
                case ON_WINDOW_CLOSE -> onWindowClose();
            };
        }
    }

    /**
     * Which strategy this is.
     *
     * @return the strategy
     */
    StrategyType type();

    /**
     * The final result of each window goes on, and nothing before: when stream time has passed the window's end and the
     * grace period. It takes a record to move stream time, and results are looked for at most once per second of
     * wall-clock time. Not for {@link UnlimitedWindows}, which never close.
     *
     * @return the strategy
     */
    static EmitStrategy onWindowClose() {
        return BuiltInEmitStrategy.ON_WINDOW_CLOSE;
    }

    /**
     * Results go on whenever a window changes; what the cache holds back goes on at the next commit.
     *
     * @return the strategy
     */
    static EmitStrategy onWindowUpdate() {
        return BuiltInEmitStrategy.ON_WINDOW_UPDATE;
    }
}
