package io.millrace.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace demo}: its options, and which of them go together. The work is in {@link Demo}. */
@Command(
        name = "demo",
        description = "Counts words as a streaming application on the embedded log: durable, exactly once.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Stop it with Ctrl-C, or kill it: started again in the same way it goes on where it was.",
            "Exit codes: 0 done, 1 --verify found a difference, 2 it could not be done, 130 stopped with Ctrl-C."
        })
final class DemoCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            description = "Text files, folders with text files, - for standard input (default: this checkout's text).")
    private List<String> paths = List.of();

    @Option(
            names = "--follow",
            description = "Go on with what is added to the files, and with new files, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--verify", description = "At the end, recount by a plain loop and compare every count.")
    private boolean verify;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "Where topics, counts and progress are kept (default: a folder per input in ~/.millrace/demo).")
    private @Nullable Path state;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Worker threads (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--partitions", paramLabel = "N", description = "Partitions of each topic (default: 4).")
    private @Nullable Integer partitions;

    @Option(
            names = "--window",
            paramLabel = "SECONDS",
            description = "Length of the windows of time in which words are counted too (default: 10).")
    private @Nullable Integer windowSeconds;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many words to show (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(names = "--debug", description = "Show the log of the engine, and where an error comes from.")
    private boolean debug;

    /** Made by picocli too, hence not private. */
    DemoCommand() {}

    @Override
    public Integer call() {
        check();
        // Before the first class that logs is loaded: an error is one sentence here, not a page of the engine's log.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", debug ? "info" : "off");
        System.setProperty("org.slf4j.simpleLogger.log.org.apache.kafka", debug ? "warn" : "off");
        System.setProperty("org.slf4j.simpleLogger.log.io.millrace.streams.StreamsConfig", debug ? "warn" : "off");
        Inputs.Named named = Inputs.Named.of(paths, System.getProperty("millrace.home"));
        Path folder = state == null
                ? StateFolder.standard(named)
                : state.toAbsolutePath().normalize();
        StateFolder kept = StateFolder.prepare(folder, partitions, windowSeconds);
        CommandLine command = spec.commandLine();
        Screen screen = Screen.of(command.getOut(), System.getProperty("millrace.terminal"), System.getenv());
        return new Demo(new Demo.Settings(named, kept, follow, verify, threads, top), screen, command.getErr()).run();
    }

    private void check() {
        require(threads >= 1 && threads <= 256, "--threads: " + threads + " (expected: 1 to 256)");
        require(
                partitions == null || (partitions >= 1 && partitions <= 1024),
                "--partitions: " + partitions + " (expected: 1 to 1024)");
        require(
                windowSeconds == null || (windowSeconds >= 1 && windowSeconds <= 86_400),
                "--window: " + windowSeconds + " s (expected: 1 to 86400)");
        require(top >= 1 && top <= 100, "--top: " + top + " (expected: 1 to 100)");
        require(!(follow && verify), "--verify needs an end, and --follow has none: leave one of them out");
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
