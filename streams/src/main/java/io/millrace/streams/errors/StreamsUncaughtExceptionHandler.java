package io.millrace.streams.errors;

/**
 * Decides what happens when an exception has stopped a worker thread. Set on the application before it is started;
 * without one, the answer is {@link StreamThreadExceptionResponse#SHUTDOWN_CLIENT}.
 */
public interface StreamsUncaughtExceptionHandler {

    /**
     * Decides about one exception. Called by the thread that failed, so possibly by several threads at once.
     *
     * @param exception what stopped the thread
     * @return what to do now
     */
    StreamThreadExceptionResponse handle(Throwable exception);

    /** What can be done after a worker thread has failed. */
    enum StreamThreadExceptionResponse {

        /** Start a new worker thread in its place; it goes on from the last commit. */
        REPLACE_THREAD(0, "REPLACE_THREAD"),

        /** Stop this instance of the application; it ends in the state ERROR. */
        SHUTDOWN_CLIENT(1, "SHUTDOWN_KAFKA_STREAMS_CLIENT"),

        /** Stop all instances of the application. */
        SHUTDOWN_APPLICATION(2, "SHUTDOWN_KAFKA_STREAMS_APPLICATION");

        /** A name for logs. */
        public final String name;

        /** A number that stays the same in all versions. */
        public final int id;

        StreamThreadExceptionResponse(int id, String name) {
            this.id = id;
            this.name = name;
        }
    }
}
