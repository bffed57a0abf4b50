package io.millrace.base;

/** Where threads come from. Thread safe. */
public interface Threads {

    /**
     * Starts a thread that does not keep the JVM alive.
     *
     * @param name the thread's name, as it is to be seen in logs and thread dumps
     * @param body what it runs; an exception that leaves it ends the thread and is handed to the thread's default
     *     uncaught-exception handler
     */
    Thread start(String name, Runnable body);

    /**
     * Starts a thread that keeps the JVM alive until it ends, for what an application is there to do.
     *
     * @param name the thread's name
     * @param body what it runs
     */
    default Thread startLasting(String name, Runnable body) {
        return start(name, body);
    }

    /** Threads of the JVM. */
    static Threads system() {
        return SystemThreads.INSTANCE;
    }
}
