package io.millrace.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * One application on a broker: the main class of the child JVMs that {@link ApplicationJvm} starts. Answers each line
 * that it is asked with one line, and ends when its standard input does.
 */
final class Application {
    /** Asks which partitions its active tasks read; the answer names them, or {@link #NONE} while it does not run. */
    static final String TASKS = "tasks";

    static final String NONE = "none";
    static final String FAILED = "failed";

    private Application() {}

    /**
     * @param args contender, work (or {@link Takeover#WORK}), input topic, output topic, its own name, and settings as
     *     key=value
     */
    public static void main(String[] args) throws IOException {
        Contender contender = Contender.of(args[0]);
        Properties settings = new Properties();
        Arrays.stream(args).skip(5).forEach(setting -> {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        });
        BrokerApplication application = contender.isMillraceOnBroker()
                ? BrokerApplication.start(ours(args[1], args[2], args[3], args[4]), settings)
                : BrokerApplication.start(theirs(args[1], args[2], args[3], args[4]), settings);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(answer(application));
                System.out.flush();
            }
        }
        application.close();
        System.exit(0);
    }

    private static io.millrace.streams.Topology ours(String work, String input, String output, String name) {
        return work.equals(Takeover.WORK)
                ? MillraceTopologies.marked(input, output, name)
                : MillraceTopologies.of(Work.of(work), input, output, new Progress());
    }

    private static org.apache.kafka.streams.Topology theirs(String work, String input, String output, String name) {
        return work.equals(Takeover.WORK)
                ? KafkaTopologies.marked(input, output, name)
                : KafkaTopologies.of(Work.of(work), input, output, new Progress());
    }

    private static String answer(BrokerApplication application) {
        if (!application.isAlive()) {
            return FAILED;
        }
        List<Integer> tasks = application.running().getAsBoolean()
                ? List.copyOf(application.tasks().get())
                : List.of();
        return tasks.isEmpty() ? NONE : tasks.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
