package io.millrace.streams.processor.api;

import org.jspecify.annotations.Nullable;

/**
 * A {@link FixedKeyProcessor} that remembers its context, so that {@code process} can use {@link #context()}.
 *
 * @param <KIn> the type of the keys, in and out
 * @param <VIn> the type of the values that come in
 * @param <VOut> the type of the values that go out
 */
public abstract class ContextualFixedKeyProcessor<
                KIn extends @Nullable Object, VIn extends @Nullable Object, VOut extends @Nullable Object>
        implements FixedKeyProcessor<KIn, VIn, VOut> {

    private @Nullable FixedKeyProcessorContext<KIn, VOut> context;

    /** Makes a processor that has no context until {@link #init} is called. */
    protected ContextualFixedKeyProcessor() {}

    /** Remembers the context. A subclass that overrides this must call it. */
    @Override
    public void init(FixedKeyProcessorContext<KIn, VOut> context) {
        this.context = context;
    }

    /**
     * The context that {@link #init} was given.
     *
     * @throws IllegalStateException before {@link #init}
     */
    protected final FixedKeyProcessorContext<KIn, VOut> context() {
        if (context == null) {
            throw new IllegalStateException("context() of " + getClass().getName() + " was used before init(context)"
                    + " (expected: after it; an init of your own must call super.init(context))");
        }
        return context;
    }
}
