package io.millrace.base;

/** Where threads come from. Thread safe. */
public interface Threads {

    /**
     * Starts a thread.
     *
     * @param name the thread's name, as it is to be seen in logs and thread dumps
     * @param body what it runs; an exception that leaves it ends the thread and is handed to the thread's default
     *     uncaught-exception handler
     */
    Thread start(String name, Runnable body);

    /** Threads of the JVM that do not keep it alive. */
    static Threads system() {
        return (name, body) -> {
            Thread thread = new Thread(body, name);
            thread.setDaemon(true);
            thread.start();
            return thread;
        };
    }
}
