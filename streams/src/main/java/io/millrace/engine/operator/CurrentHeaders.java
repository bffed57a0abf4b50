package io.millrace.engine.operator;

import org.apache.kafka.common.header.Headers;

/**
 * Where operators find the headers of an update that a store held back. The engine's processor contexts implement it.
 *
 * <p>While a store emits, the task's current record is that of the key's last update
 * ({@link io.millrace.store.EmittingStore#emitTo}); the headers of that record travel with the emitted change. Called
 * by the thread that runs the processor.
 */
public interface CurrentHeaders {

    /** The headers of the task's current record; nobody is going to change them any more. */
    Headers currentHeaders();
}
