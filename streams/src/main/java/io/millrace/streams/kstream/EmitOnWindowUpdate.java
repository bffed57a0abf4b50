package io.millrace.streams.kstream;

/** The strategy behind {@link EmitStrategy#onWindowUpdate()}. An enum, so that two of them are equal. */
enum EmitOnWindowUpdate implements EmitStrategy {
    INSTANCE;

    @Override
    public StrategyType type() {
        return StrategyType.ON_WINDOW_UPDATE;
    }
}
