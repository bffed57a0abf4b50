package io.millrace.benchmarks.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How long tasks stand still when their instance is killed with {@code kill -9}. Two instances in JVMs of their own
 * share four tasks with a store each, of which the other has a standby copy; one is killed while records come in all
 * the time. The time is from the kill to the first record, seen by a consumer of committed records, that the survivor
 * has made in a task of the killed one; and the same for the last of these tasks.
 *
 * <p>Every output record names the instance that made it, and is in the partition with its task's number.
 */
public final class Takeover {
    /** What the applications do. */
    static final String WORK = "takeover";

    private static final String VICTIM = "victim";
    private static final String SURVIVOR = "survivor";
    private static final int HEARTBEATS_PER_SESSION = 3;
    private static final int HEARTBEAT_MS_MAX = 3_000;
    private static final long LOOK_NS = 20_000_000;
    private static final int LOOKS_MAX = 9_000;

    private final TakeoverOptions options;
    private final PrintStream out;
    private final Broker broker;
    private final ChildJvm java;
    private int runs;

    /**
     * One takeover.
     *
     * @param sessionMs the session timeout
     * @param firstNs from the kill to the first output of a task of the killed instance
     * @param lastNs the same until all of them have an output
     */
    private record Taken(int sessionMs, long firstNs, long lastNs) {

        double firstAfterSession() {
            return (firstNs / 1e6 - sessionMs) / 1e3;
        }

        double lastAfterSession() {
            return (lastNs / 1e6 - sessionMs) / 1e3;
        }
    }

    private Takeover(TakeoverOptions options, PrintStream out, Broker broker) {
        this.options = options;
        this.out = out;
        this.broker = broker;
        this.java = new ChildJvm(options.onKafka().childOptions());
    }

    /** Measures as the arguments say and prints the times. */
    public static void run(List<String> args, PrintStream out) throws IOException {
        TakeoverOptions options = TakeoverOptions.parse(args);
        out.println(Machine.text());
        out.println(options.records() + " keys, " + options.rate()
                + " records/s, num.standby.replicas=1, commit.interval.ms="
                + options.onKafka().commitIntervalMs() + ", "
                + options.onKafka().rounds() + " rounds, applications with "
                + options.onKafka().childOptions());
        try (Broker broker = Broker.startBelow(options.folder(), WORK, out)) {
            new Takeover(options, out, broker).compare();
        }
    }

    private void compare() {
        Map<String, List<Taken>> results = new LinkedHashMap<>();
        for (int round = 1; round <= options.onKafka().rounds(); round++) {
            for (int sessionMs : options.sessionMs()) {
                for (Contender contender : options.onKafka().contenders()) {
                    Taken taken = measure(contender, sessionMs);
                    String who = String.format(
                            Locale.ROOT, "%-20s session timeout %4.1f s", contender.title(), sessionMs / 1e3);
                    out.println("round " + round + "  " + line(who, List.of(taken)));
                    results.computeIfAbsent(who, any -> new ArrayList<>()).add(taken);
                }
            }
        }
        out.println("\nmedians of the rounds (smallest-largest), seconds beyond the session timeout");
        results.forEach((who, taken) -> out.println(line(who, taken)));
    }

    private static String line(String who, List<Taken> taken) {
        return who + "  first output " + beyond(taken, Taken::firstAfterSession) + "  all tasks "
                + beyond(taken, Taken::lastAfterSession);
    }

    private static String beyond(List<Taken> taken, ToDoubleFunction<Taken> seconds) {
        return Spread.of(taken.stream().mapToDouble(seconds).boxed().toList()).text("%+.2f");
    }

    private Taken measure(Contender contender, int sessionMs) {
        String name = WORK + "-" + runs++;
        List<String> topics = List.of(name + "-input", name + "-output");
        topics.forEach(topic -> KafkaSide.createTopic(topic, broker.servers(), Map.of()));
        try (ApplicationJvm victim = start(contender, topics, name, VICTIM, sessionMs);
                ApplicationJvm survivor = start(contender, topics, name, SURVIVOR, sessionMs);
                TakeoverTraffic traffic = new TakeoverTraffic(broker.servers(), topics.get(0), topics.get(1))) {
            await("the instances share the tasks", () -> {
                Set<Integer> one = victim.tasks();
                Set<Integer> all = new HashSet<>(survivor.tasks());
                boolean shared = one.size() == Work.PARTITIONS / 2 && all.size() == Work.PARTITIONS / 2;
                all.addAll(one);
                return shared && all.size() == Work.PARTITIONS;
            });
            traffic.load(options.records());
            await("what was loaded is processed", traffic::isAllOut);
            traffic.start(options.rate());
            LockSupport.parkNanos(options.seconds() * 1_000_000_000L);
            Set<Integer> tasks = victim.tasks();
            if (tasks.isEmpty()) {
                throw new IllegalStateException("the instance to be killed has no task (expected: half of them)");
            }
            traffic.expect(SURVIVOR, tasks);
            long killNs = System.nanoTime();
            victim.kill();
            await("the survivor has taken over", () -> traffic.seen().size() == tasks.size());
            Map<Integer, Long> seen = traffic.seen();
            survivor.kill();
            return new Taken(
                    sessionMs,
                    seen.values().stream().mapToLong(ns -> ns - killNs).min().orElseThrow(),
                    seen.values().stream().mapToLong(ns -> ns - killNs).max().orElseThrow());
        }
    }

    private ApplicationJvm start(
            Contender contender, List<String> topics, String name, String instance, int sessionMs) {
        int heartbeatMs = Math.min(HEARTBEAT_MS_MAX, sessionMs / HEARTBEATS_PER_SESSION);
        Map<String, String> settings = new HashMap<>(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                name,
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.servers(),
                StreamsConfig.STATE_DIR_CONFIG,
                broker.folder().resolve(name + "-" + instance).toString(),
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                Integer.toString(options.onKafka().commitIntervalMs()),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                contender.guarantee(),
                StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
                "1",
                "main.consumer.session.timeout.ms",
                Integer.toString(sessionMs),
                "main.consumer.heartbeat.interval.ms",
                Integer.toString(heartbeatMs)));
        return ApplicationJvm.start(java, contender, WORK, topics, instance, settings);
    }

    private static void await(String what, BooleanSupplier so) {
        for (int i = 0; i < LOOKS_MAX; i++) {
            if (so.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(LOOK_NS);
        }
        throw new IllegalStateException("not so after three minutes: " + what);
    }
}
