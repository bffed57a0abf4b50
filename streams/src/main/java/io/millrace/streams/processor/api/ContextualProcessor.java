package io.millrace.streams.processor.api;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Processor} that remembers its context, so that {@code process} can use {@link #context()}.
 *
 * @param <KIn> the type of the keys that come in
 * @param <VIn> the type of the values that come in
 * @param <KOut> the type of the keys that go out
 * @param <VOut> the type of the values that go out
 */
public abstract class ContextualProcessor<
                KIn extends @Nullable Object,
                VIn extends @Nullable Object,
                KOut extends @Nullable Object,
                VOut extends @Nullable Object>
        implements Processor<KIn, VIn, KOut, VOut> {

    private @Nullable ProcessorContext<KOut, VOut> context;

    /** Makes a processor that has no context until {@link #init} is called. */
    protected ContextualProcessor() {}

    /** Remembers the context. A subclass that overrides this must call it. */
    @Override
    public void init(ProcessorContext<KOut, VOut> context) {
        this.context = context;
    }

    /**
     * The context that {@link #init} was given.
     *
     * @throws IllegalStateException before {@link #init}
     */
    protected final ProcessorContext<KOut, VOut> context() {
        if (context == null) {
            throw new IllegalStateException("context() of " + getClass().getName() + " was used before init(context)"
                    + " (expected: after it; an init of your own must call super.init(context))");
        }
        return context;
    }
}
