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

        /**
         * Removes local state, which the next start restores. Not while it is open.
         *
         * @return false when it was kept, because there is no other copy of it
         */
        default boolean removeState() {
            return false;
        }
    }

    /** State that the log carries is closed with the log. */
    @Override
    public void close() {
        try {
            log.close();
        } finally {
            if (!log.carriesState()) {
                state.close();
            }
        }
    }
}
