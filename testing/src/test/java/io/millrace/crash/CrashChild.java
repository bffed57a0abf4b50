package io.millrace.crash;

import io.millrace.log.embedded.LogHealth;
import io.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The process that is killed: runs the scenario and feeds it without end, in small transactions, so that commits are
 * under way all the time. How far it has fed stands in the log itself.
 *
 * <p>Says on standard output how far it is, a line each; ends when its standard input does, so that it never outlives
 * the test.
 */
final class CrashChild {

    static final String STARTED = "started";
    static final String RUNNING = "running";
    static final String DISK_FULL = "disk full, fed ";
    static final String GOES_ON = "goes on, had fed ";
    /** Asks for {@link Unrest}. */
    static final String UNREST = "unrest";

    static final int LINES_PER_FEED_MAX = 20;

    /** The exit code after a failure of the application. */
    static final int FAILED = 3;

    private static final int ORPHANED = 4;
    private static final long HEALTH_CHECK_MS = 20;

    private final CrashApplication application;
    private final CountingScenario scenario;
    private volatile int fed;
    private Runnable onceRunning = () -> {};

    private CrashChild(CrashApplication application, CountingScenario scenario) {
        this.application = application;
        this.scenario = scenario;
    }

    /** Arguments: folder, seed, step to halt at, how often it is to be reached, and {@link #UNREST} or nothing. */
    public static void main(String[] args) {
        say(STARTED);
        try {
            HaltPoint halt = new HaltPoint(args[2], Integer.parseInt(args[3]));
            CountingScenario scenario = new CountingScenario(Long.parseLong(args[1]), 0);
            if (args.length > 4 && args[4].equals(UNREST)) {
                runInUnrest(Path.of(args[0]), halt, scenario);
            } else {
                new CrashChild(
                                CrashApplication.open(Path.of(args[0]), scenario.seed(), halt, CrashChild::fail),
                                scenario)
                        .run();
            }
        } catch (RuntimeException | Error failure) {
            fail(failure);
        }
    }

    private static void runInUnrest(Path folder, HaltPoint halt, CountingScenario scenario) {
        Unrest unrest = new Unrest(System.nanoTime());
        CrashApplication application = CrashApplication.open(folder, scenario.seed(), halt, unrest::line, failure -> {
            if (!Unrest.isPlanted(failure)) {
                fail(failure);
            }
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        AtomicBoolean moving = new AtomicBoolean();
        CrashChild child = new CrashChild(application, scenario);
        child.onceRunning = () -> {
            if (moving.compareAndSet(false, true)) {
                unrest.begin();
                daemon("unrest", () -> unrest.moveThreads(application.streams()));
            }
        };
        child.run();
    }

    private void run() {
        daemon("orphan", CrashChild::endWithParent);
        daemon("health", this::tellHealth);
        application.onRunning(() -> {
            say(RUNNING);
            onceRunning.run();
        });
        WorkerRun.createTopics(application.log());
        application.streams().start();
        int next = WorkerRun.fed(application.log());
        SplittableRandom chance = new SplittableRandom(scenario.seed() + next);
        while (true) {
            fed = next;
            int count = 1 + chance.nextInt(LINES_PER_FEED_MAX);
            WorkerRun.feed(application.log(), scenario, next, count);
            next += count;
        }
    }

    static void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, failure) -> fail(failure));
        thread.start();
    }

    static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // nobody writes to it
            }
        } catch (IOException closed) {
            // as good as its end
        }
        Runtime.getRuntime().halt(ORPHANED);
    }

    /** Says how far it has fed when the disk becomes full, and when it has got on after there was room again. */
    private void tellHealth() {
        boolean full = false;
        int fedWhileFull = 0;
        while (true) {
            int fedNow = fed;
            LogHealth now = application.log().health();
            if (now == LogHealth.DISK_FULL) {
                if (!full) {
                    say(DISK_FULL + fedNow);
                }
                full = true;
                fedWhileFull = fedNow;
            } else if (full && fedNow > fedWhileFull) {
                say(GOES_ON + fedWhileFull);
                full = false;
            }
            pause(HEALTH_CHECK_MS);
        }
    }

    static void pause(long timeMs) {
        try {
            Thread.sleep(timeMs);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts it", e);
        }
    }

    static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    static void fail(Throwable failure) {
        failure.printStackTrace();
        Runtime.getRuntime().halt(FAILED);
    }
}
