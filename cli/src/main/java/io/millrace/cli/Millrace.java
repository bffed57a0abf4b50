package io.millrace.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The {@code millrace} command.
 *
 * <p>Exit codes: 0 done, 1 a check found a difference, 2 it could not be done (the reason is one sentence on standard
 * error), 130 stopped with Ctrl-C.
 */
@Command(
        name = "millrace",
        description = "Stream processing for Java, with or without a broker.",
        mixinStandardHelpOptions = true,
        version = "millrace 0.1.0-SNAPSHOT",
        subcommands = {DemoCommand.class, BrokerCommand.class})
public final class Millrace implements Runnable {

    static final int DONE = 0;
    static final int DIFFERENT = 1;
    static final int FAILED = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** Made by picocli too, hence not private. */
    Millrace() {}

    /** Without a subcommand: says what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Millrace())
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Millrace::badOption)
                .setExecutionExceptionHandler(Millrace::failure)
                .addSubcommand(new CommandLine.HelpCommand());
    }

    private static int badOption(ParameterException bad, String[] arguments) {
        CommandLine command = bad.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + bad.getMessage() + " (what there is: " + name + " --help)");
        command.getErr().flush();
        return FAILED;
    }

    private static int failure(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println(command.getCommandSpec().qualifiedName() + ": " + Failure.sentenceOf(failure));
        if (command.getParseResult().hasMatchedOption("--debug")) {
            failure.printStackTrace(err);
        }
        err.flush();
        return FAILED;
    }
}
