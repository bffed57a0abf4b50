package io.millrace.base;

/** Threads of the JVM. */
enum SystemThreads implements Threads {
    INSTANCE;

    @Override
    public Thread start(String name, Runnable body) {
        return start(name, body, true);
    }

    @Override
    public Thread startLasting(String name, Runnable body) {
        return start(name, body, false);
    }

    private static Thread start(String name, Runnable body, boolean daemon) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(daemon);
        thread.start();
        return thread;
    }
}
