package io.millrace.streams.spi;

import io.millrace.streams.errors.ErrorHandlerContext;
import io.millrace.streams.processor.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** A context of exception handlers that can also be seen in the older form, which handlers of that form are given. */
public interface HandlerScope extends ErrorHandlerContext {

    /** The same context in the older form. */
    ProcessorContext processorContext();

    /**
     * The older form of a context; null for one that is not the engine's.
     *
     * @param context a context
     */
    static @Nullable ProcessorContext of(ErrorHandlerContext context) {
        return context instanceof HandlerScope scope ? scope.processorContext() : null;
    }
}
