package io.millrace.crash;

import io.millrace.crash.ChaosRound.Fault;
import io.millrace.streams.StreamsConfig;
import io.millrace.testing.broker.BrokerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * Three applications on three brokers, fed all the time, to which the rounds of a {@link ChaosPlan} happen; then all is
 * mended, read to the end, and checked. One thread, beside the feeder's. It prints what it does.
 */
final class ChaosRun implements AutoCloseable {

    private static final int MS_PER_LINE = 250;
    /** How long a step is waited for before the fault happens without it. */
    private static final long STEP_WAIT_MS = 10_000;

    private static final long LOOK_EVERY_MS = 250;
    /** Nothing takes longer that is not stuck: 2 minutes. */
    private static final int LOOKS_MAX = 480;

    private final ChaosPlan plan;
    private final Path folder;
    private final ChaosCluster cluster;
    private final String application = "chaos-" + UUID.randomUUID();
    private final KafkaScenario scenario;
    private final List<ChildProcess> applications = new ArrayList<>();
    private final ChaosFeeder feeder;
    private int steps;
    private int stepsMissed;

    ChaosRun(long seed, long minutesMax, Path folder) {
        this.plan = new ChaosPlan(seed);
        this.folder = folder;
        this.cluster = new ChaosCluster(folder.resolve("brokers"), ChaosCluster.BROKERS);
        // All times are in the past, for brokers refuse the future.
        long linesMax = minutesMax * 60_000 / ChaosFeeder.FEED_EVERY_MS * ChaosFeeder.LINES_PER_FEED;
        this.scenario = new KafkaScenario(
                new CountingScenario(seed, 0, System.currentTimeMillis() - (linesMax + 20_000) * MS_PER_LINE),
                cluster.servers(),
                application);
        this.feeder = new ChaosFeeder(scenario);
    }

    /** Does rounds for so long and says how many there were. */
    int run(long durationMs) {
        for (int number = 1; number <= ChaosPlan.APPLICATIONS; number++) {
            applications.add(start(number));
        }
        awaitProgress("the start");
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(durationMs);
        int rounds = 0;
        while (System.nanoTime() < end) {
            happen(plan.next());
            rounds++;
        }
        say(rounds + " rounds; " + stepsMissed + " of " + steps + " steps were not reached");
        return rounds;
    }

    private ChildProcess start(int number) {
        return ChildProcess.startInChaos(
                folder.resolve("application-" + number + ".log"),
                cluster.servers(),
                application,
                StreamsConfig.EXACTLY_ONCE_V2,
                folder.resolve("application-" + number),
                name(number));
    }

    private static String name(int number) {
        return "application-" + number;
    }

    private void happen(ChaosRound round) {
        say(round.toString());
        switch (round.fault()) {
            case KILL_APPLICATION -> killApplication(round);
            case PAUSE_APPLICATION -> pauseApplication(round);
            case CLOSE_APPLICATION -> {
                close(round.application());
                CrashChild.pause(round.holdMs());
                restart(round.application());
            }
            case KILL_BROKER -> killBroker(round);
            case PAUSE_BROKER -> pauseBroker(round);
            case CUT -> atStep(round, broker -> {});
            case SEVER -> {
                cluster.aims().sever(name(round.application()));
                CrashChild.pause(round.holdMs());
                cluster.aims().mend();
            }
        }
        applications.forEach(child -> child.mustLive(0));
        if (round.settles()) {
            awaitProgress(round.toString());
        }
    }

    private void killApplication(ChaosRound round) {
        ChildProcess child = applications.get(round.application() - 1);
        atStep(round, broker -> child.strike());
        child.close();
        CrashChild.pause(round.holdMs());
        restart(round.application());
    }

    private void restart(int number) {
        applications.set(number - 1, start(number));
    }

    private void pauseApplication(ChaosRound round) {
        ProcessHandle process = applications.get(round.application() - 1).handle();
        atStep(round, broker -> Signal.STOP.send(process));
        CrashChild.pause(round.holdMs());
        Signal.CONT.send(process);
    }

    private void close(int number) {
        ChildProcess child = applications.get(number - 1);
        child.tell(ChaosChild.CLOSE);
        child.awaitEnd(0);
    }

    private void closeLast() {
        close(applications.size());
        applications.remove(applications.size() - 1);
    }

    private void killBroker(ChaosRound round) {
        AtomicInteger struck = new AtomicInteger();
        atStep(round, broker -> {
            struck.set(broker);
            cluster.broker(broker).handle().destroyForcibly();
        });
        BrokerProcess killed = cluster.broker(struck.get());
        killed.kill();
        CrashChild.pause(round.holdMs());
        killed.restart();
        awaitCopies();
    }

    private void pauseBroker(ChaosRound round) {
        ProcessHandle broker = cluster.broker(round.broker()).handle();
        Signal.STOP.send(broker);
        CrashChild.pause(round.holdMs());
        Signal.CONT.send(broker);
        awaitCopies();
    }

    /** Lets it happen at the round's step, or at once if there is none or it is not reached. */
    private void atStep(ChaosRound round, IntConsumer action) {
        ApiKeys step = round.step();
        if (step == null) {
            action.accept(round.broker());
            return;
        }
        ProtocolAim aim = new ProtocolAim(name(round.application()), step, round.moment(), round.nth(), action);
        cluster.aims().add(aim);
        steps++;
        if (ChaosPlan.isSeldom(step)) {
            // Only one that is not to be killed may be killed for it.
            disturb(
                    round.fault() == Fault.CUT
                            ? round.application()
                            : round.application() % ChaosPlan.APPLICATIONS + 1);
        }
        if (!aim.await(STEP_WAIT_MS)) {
            say("   not reached");
            stepsMissed++;
            if (cluster.aims().remove(aim)) {
                action.accept(round.broker());
            } else if (!aim.await(STEP_WAIT_MS)) {
                throw new AssertionError("a step was reached and its answer did not come: " + round);
            }
        }
    }

    /** Has work move: one application is killed and comes back. */
    private void disturb(int number) {
        applications.get(number - 1).close();
        restart(number);
    }

    private void awaitCopies() {
        await("copies of partitions are missing", () -> scenario.copiesMissing() == 0);
    }

    private void awaitProgress(String after) {
        long before = scenario.decided(CountingScenario.RUNNING);
        await("nothing new is committed after " + after, () -> {
            applications.forEach(child -> child.mustLive(0));
            return scenario.decided(CountingScenario.RUNNING) > before;
        });
    }

    private void await(String otherwise, BooleanSupplier condition) {
        for (int i = 0; i < LOOKS_MAX; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            CrashChild.pause(LOOK_EVERY_MS);
        }
        throw new AssertionError("in two minutes: " + otherwise + ". The logs are in " + folder);
    }

    /** Has everything read to its end, and says what is wrong; empty when all is well. */
    List<String> check() {
        feeder.stop();
        await("records stay unread", () -> scenario.unread() == 0);
        for (String topic : List.of(CountingScenario.RUNNING, CountingScenario.WINDOWED, CountingScenario.SUMS)) {
            await("a transaction stays open", () -> scenario.decided(topic) == scenario.written(topic));
        }
        List<CountingScenario.Line> input = scenario.input();
        CountingScenario.Results expected = CountingScenario.expected(input);
        List<String> wrong = new ArrayList<>(checkStores(expected));
        // One after the other goes, and the rest have its work.
        while (applications.size() > 1) {
            closeLast();
            wrong.addAll(checkStores(expected));
        }
        closeLast();
        wrong.addAll(new ResultChecker(input).check(scenario.committed()));
        say(input.size() + " lines");
        return wrong;
    }

    /** Work may be on the move yet: what is wrong is wrong when it stays so. */
    private List<String> checkStores(CountingScenario.Results expected) {
        List<String> wrong = List.of("the stores have not been read");
        for (int i = 0; i < LOOKS_MAX && !wrong.isEmpty(); i++) {
            CrashChild.pause(LOOK_EVERY_MS);
            LocalStores stores = new LocalStores();
            for (ChildProcess child : applications) {
                child.tell(ChaosChild.TELL_STORES);
                List<String> lines = child.linesUntil(ChaosChild.TOLD::equals, "told its stores");
                stores.add(lines.subList(0, lines.size() - 1));
            }
            wrong = stores.check(expected);
        }
        return wrong;
    }

    private static void say(String what) {
        System.out.println("chaos " + what);
    }

    @Override
    public void close() {
        applications.forEach(ChildProcess::close);
        feeder.stop();
        scenario.close();
        cluster.close();
    }
}
