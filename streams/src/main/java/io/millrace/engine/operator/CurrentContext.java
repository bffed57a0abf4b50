package io.millrace.engine.operator;

import io.millrace.streams.processor.RecordContext;
import org.apache.kafka.common.header.Headers;

/**
 * Where operators see which record the task is at, and put another one in its place for a while. The engine's processor
 * contexts implement it. Called by the thread that runs the processor.
 */
public interface CurrentContext {

    /** The context of the record under way, to be kept. */
    RecordContext currentContext();

    /** The headers of the record under way; what is added to them goes on with what is made of the record. */
    Headers recordHeaders();

    /**
     * Goes over to another context.
     *
     * @return what to {@link #resume}
     */
    RecordContext interrupt(RecordContext context);

    /** Goes back to the record that was interrupted. */
    void resume(RecordContext interrupted);
}
