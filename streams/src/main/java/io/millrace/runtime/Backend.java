package io.millrace.runtime;

import io.millrace.log.Log;
import io.millrace.store.StateDatabase;
import java.nio.file.Path;

/**
 * What an application runs on. Closed by whoever opened it.
 *
 * @param log where records live
 * @param state where committed state lives
 * @param folder below which tasks may keep files of their own
 */
public record Backend(Log log, StateDatabase state, Path folder) implements AutoCloseable {

    /** Opens a backend when the application starts. */
    public interface Opener {

        /**
         * Opens it.
         *
         * @param clientId starts the names of clients that the brokers see
         * @throws io.millrace.streams.errors.StreamsException if it cannot be opened; the message says why
         */
        Backend open(String clientId);
    }

    @Override
    public void close() {
        log.close();
    }
}
