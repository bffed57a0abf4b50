package io.millrace.conformance.takeover;

import io.millrace.conformance.Engines;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The process of an application. It says each of its states on standard output, a line each, and stops in good order
 * when its standard input ends, so that it never outlives the test.
 */
final class SideMain {

    static final String MILLRACE = "millrace";
    static final String ORIGINAL = "original";

    /** The exit code after a failure of the application. */
    static final int FAILED = 3;

    private SideMain() {}

    /** Arguments: side, topology, input, output, pause in ms, and settings as {@code key=value}. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> settings = Arrays.stream(arguments)
                .skip(5)
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
        Side side = arguments[0].equals(ORIGINAL) ? Engines.originalSide() : Engines.millraceSide();
        side.start(
                arguments[1],
                arguments[2],
                arguments[3],
                Long.parseLong(arguments[4]),
                settings,
                SideMain::say,
                SideMain::fail);
        int read = System.in.read();
        while (read >= 0) {
            read = System.in.read();
        }
        side.stop();
        say("STOPPED");
        System.exit(0);
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void fail(Throwable failure) {
        failure.printStackTrace();
        Runtime.getRuntime().halt(FAILED);
    }
}
