package io.millrace.streams.kstream;

/** The strategies behind {@link EmitStrategy}. An enum, so that two of a kind are equal. */
enum BuiltInEmitStrategy implements EmitStrategy {
    ON_WINDOW_UPDATE(StrategyType.ON_WINDOW_UPDATE),
    ON_WINDOW_CLOSE(StrategyType.ON_WINDOW_CLOSE);

    private final StrategyType type;

    BuiltInEmitStrategy(StrategyType type) {
        this.type = type;
    }

    @Override
    public StrategyType type() {
        return type;
    }
}
