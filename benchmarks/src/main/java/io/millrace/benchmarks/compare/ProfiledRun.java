package io.millrace.benchmarks.compare;

import io.millrace.benchmarks.profile.Profile;
import io.millrace.benchmarks.profile.ThreadTimes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One run of Millrace on the embedded log under Flight Recorder, in a child JVM: the profile of a work. The recorder
 * itself costs some percent.
 */
public final class ProfiledRun {
    private static final String THREAD_MARK = "thread-seconds ";

    private ProfiledRun() {}

    /**
     * Profiles every work that the options name and prints the result.
     *
     * @param args as for {@link Comparison#run}; contenders and rounds mean nothing here
     */
    public static void run(List<String> args, PrintStream out) throws IOException, InterruptedException {
        Options options = Options.parse(args);
        for (Work work : options.works()) {
            Path folder = Files.createTempDirectory(options.folder(), "millrace-profile-");
            try {
                profile(work, options, folder, out);
            } finally {
                Folders.delete(folder);
            }
        }
    }

    private static void profile(Work work, Options options, Path folder, PrintStream out)
            throws IOException, InterruptedException {
        Path file = folder.resolve("input");
        InputFile.write(file, options.records(work), Comparison.inputs(work, options.records(work)));
        EmbeddedSide.load(file, folder.resolve("log"));
        Path recording = folder.resolve("recording.jfr");
        List<String> jvm = new ArrayList<>(options.childOptions());
        jvm.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording);
        jvm.add("-Xlog:jfr*=off");
        List<String> printed = new ChildJvm(jvm)
                .run(
                        ProfiledRun.class,
                        List.of(
                                work.title(),
                                file.toString(),
                                folder.resolve("log").toString()));
        out.println("\n" + work.title() + ", " + options.records(work) + " records; CPU seconds by thread");
        printed.stream()
                .filter(line -> line.startsWith(THREAD_MARK))
                .forEach(line -> out.println("  " + line.substring(THREAD_MARK.length())));
        Profile.print(recording, out);
    }

    /** The child: work, input file, folder of the log. */
    public static void main(String[] args) throws IOException {
        Map<String, Double> before = new TreeMap<>(ThreadTimes.seconds());
        Outcome outcome = EmbeddedSide.measure(
                Work.of(args[0]), Path.of(args[2]), 1, InputFile.records(Path.of(args[1])), () -> print(before));
        System.out.println(outcome.toLine());
    }

    private static void print(Map<String, Double> before) {
        ThreadTimes.seconds().forEach((name, seconds) -> {
            double used = seconds - before.getOrDefault(name, 0.0);
            if (used >= 0.02) {
                System.out.printf(Locale.ROOT, "%s%6.2f  %s%n", THREAD_MARK, used, name);
            }
        });
    }
}
