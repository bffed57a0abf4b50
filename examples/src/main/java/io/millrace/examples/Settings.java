package io.millrace.examples;

import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsConfig;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/** What all examples have in common: where they live, and how they run. */
final class Settings {

    private Settings() {}

    /** An application on the embedded log, in a folder below the present one. With a broker, name it here instead. */
    static Properties of(String application) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, "millrace-examples");
        return settings;
    }

    /** Starts it, and closes it in good order on Ctrl-C. */
    static void runUntilStopped(MillraceStreams streams) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            streams.close();
            stopped.countDown();
        }));
        streams.start();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
