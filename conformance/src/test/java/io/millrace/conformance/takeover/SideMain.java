package io.millrace.conformance.takeover;

import io.millrace.conformance.Engines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * The process of an application. It stops in good order when it has taken its share, or when its standard input ends,
 * so that it never outlives the test; before that it says what is in its stores.
 */
final class SideMain {

    static final String MILLRACE = "millrace";
    static final String ORIGINAL = "original";

    /** Begins a line about an entry of a store. */
    static final String STATE = "STATE ";

    /** The exit code after a failure of the application. */
    private static final int FAILED = 3;

    private static final int FIRST_SETTING = 6;

    private SideMain() {}

    /** Arguments: side, topology, input, output, records, whether to leave, and settings as {@code key=value}. */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> settings = Arrays.stream(arguments)
                .skip(FIRST_SETTING)
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
        Side.Job job = new Side.Job(
                arguments[1],
                arguments[2],
                arguments[3],
                Integer.parseInt(arguments[4]),
                Boolean.parseBoolean(arguments[5]));
        Side side = arguments[0].equals(ORIGINAL) ? Engines.originalSide() : Engines.millraceSide();
        CountDownLatch enough = new CountDownLatch(1);
        side.start(job, settings, enough::countDown, SideMain::fail);
        Thread reader = new Thread(() -> awaitEndOfInput(enough), "standard-input");
        reader.setDaemon(true);
        reader.start();
        enough.await();
        if (job.records() == 0) {
            side.state().forEach((entry, value) -> System.out.println(STATE + entry + " = " + value));
        }
        side.stop();
        System.out.flush();
        System.exit(0);
    }

    private static void awaitEndOfInput(CountDownLatch ended) {
        try {
            int read = System.in.read();
            while (read >= 0) {
                read = System.in.read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ended.countDown();
        }
    }

    private static void fail(Throwable failure) {
        failure.printStackTrace();
        Runtime.getRuntime().halt(FAILED);
    }
}
