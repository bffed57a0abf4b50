package io.millrace.cli;

import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.embedded.EmbeddedLog;
import io.millrace.streams.errors.LockException;
import io.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * One run of the demo: opens the log, starts the application, feeds it, shows what comes out, and closes everything.
 *
 * <p>All of this is done by one thread in small steps; the application has its own threads. Whatever ends the run, what
 * is committed stays, and the next run goes on from there.
 */
final class Demo {

    /** Of topics whose records are needed for ever: to go on, and to recount. */
    private static final Map<String, String> KEEP_ALL = Map.of("retention.ms", "-1");
    /** Of topics in which the newest count of a word replaces those before. */
    private static final Map<String, String> KEEP_NEWEST = Map.of("cleanup.policy", "compact");

    private final Settings settings;
    private final Screen screen;
    private final PrintWriter err;
    private final AtomicReference<Throwable> broken = new AtomicReference<>();

    /**
     * What is to be done.
     *
     * @param named what to read
     * @param state where everything is kept
     * @param follow whether to wait for more at the end
     * @param verify whether to recount at the end
     * @param threads of the application
     * @param top how many words to show
     */
    record Settings(Inputs.Named named, StateFolder state, boolean follow, boolean verify, int threads, int top) {}

    Demo(Settings settings, Screen screen, PrintWriter err) {
        this.settings = settings;
        this.screen = screen;
        this.err = err;
    }

    /** Runs it; the result is the exit code. */
    int run() {
        StateFolder state = settings.state();
        screen.say("State folder: " + state.path());
        try (Interrupt interrupt = new Interrupt();
                EmbeddedLog log = open();
                DiskWatch watch = new DiskWatch(new StreamsConfig(config()), this::endBecauseDiskIsFull)) {
            watch.start();
            createTopics(log, state.partitions());
            Journal journal = Journal.read(log);
            journal.requireUnchanged();
            sayWhereItGoesOn(journal);
            try (MillraceStreams streams = new MillraceStreams(WordCounts.topology(state.window()), config());
                    Rounds rounds = new Rounds(settings, log, journal, screen)) {
                streams.setUncaughtExceptionHandler(this::brokenBy);
                streams.start();
                while (!interrupt.isAsked() && rounds.next()) {
                    requireWorking();
                }
                rounds.showLast();
            }
            return interrupt.isAsked() ? stopped() : finish(log, journal);
        }
    }

    private EmbeddedLog open() {
        try {
            return EmbeddedLog.open(config());
        } catch (LockException e) {
            throw new Failure(
                    "state folder " + settings.state().path()
                            + ": is in use by another process (expected: one demo at a"
                            + " time; stop the other one, or name another folder with --state)",
                    e);
        }
    }

    private Properties config() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, WordCounts.APPLICATION);
        config.put(StreamsConfig.STATE_DIR_CONFIG, settings.state().path().toString());
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        config.put(
                StreamsConfig.EMBEDDED_NUM_PARTITIONS_CONFIG, settings.state().partitions());
        return config;
    }

    static void createTopics(EmbeddedLog log, int partitions) {
        createTopic(log, Journal.TOPIC, 1, KEEP_ALL);
        createTopic(log, WordCounts.LINES, partitions, KEEP_ALL);
        createTopic(log, WordCounts.COUNTS, partitions, KEEP_NEWEST);
        createTopic(log, WordCounts.WINDOWED_COUNTS, partitions, KEEP_NEWEST);
    }

    private static void createTopic(EmbeddedLog log, String name, int partitions, Map<String, String> configs) {
        if (!log.topics().containsKey(name)) {
            log.createTopic(new NewTopic(name, partitions, (short) 1).configs(configs));
        }
    }

    private void sayWhereItGoesOn(Journal journal) {
        if (!journal.byFile().isEmpty()) {
            long bytes = journal.byFile().keySet().stream()
                    .mapToLong(journal::position)
                    .sum();
            screen.say(String.format(
                    Locale.ROOT,
                    "Going on: %,d bytes of %,d files were read before.",
                    bytes,
                    journal.byFile().size()));
        }
    }

    private StreamThreadExceptionResponse brokenBy(Throwable failure) {
        broken.compareAndSet(null, failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private void requireWorking() {
        Throwable failure = broken.get();
        if (failure != null) {
            throw new Failure("the application has stopped: " + Failure.sentenceOf(failure), failure);
        }
    }

    private int stopped() {
        screen.say("Stopped; nothing is lost. The same command goes on where it was.");
        return Millrace.DONE;
    }

    private int finish(EmbeddedLog log, Journal journal) {
        if (!settings.verify()) {
            return Millrace.DONE;
        }
        Verification verification = Verification.of(log, journal, settings.state());
        verification.report().forEach(screen::say);
        return verification.isEqual() ? Millrace.DONE : Millrace.DIFFERENT;
    }

    /** Called by the watch. Closing would wait for room too, so this is an end without closing, as by kill -9. */
    private void endBecauseDiskIsFull() {
        err.println(
                "millrace demo: no room left on the disk of " + settings.state().path() + "; what was counted is safe."
                        + " Make room and start the same again: it goes on where it was");
        err.flush();
        Runtime.getRuntime().halt(Millrace.FAILED);
    }
}
