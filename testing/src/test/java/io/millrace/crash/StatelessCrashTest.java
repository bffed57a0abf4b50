package io.millrace.crash;

import io.millrace.store.SplitDatabase;
import io.millrace.store.StateDatabase;
import io.millrace.store.memory.MemoryDatabase;
import io.millrace.testing.FaultPlan;
import io.millrace.testing.SimulatedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * On a log that does not carry state, like Kafka: each instance has a disk of its own, which loses what was written
 * last in some of the crashes, as after a loss of power. At the end the stores must be right on every disk, and also
 * without any, restored from the changelogs alone.
 */
class StatelessCrashTest extends SimulatedCrashContract {

    private final Map<Integer, ForgetfulDisk> disks = new TreeMap<>();

    @Override
    SimulatedLog.Settings settings() {
        return SimulatedLog.Settings.likeKafka();
    }

    @Override
    boolean handsOver() {
        return false;
    }

    @Override
    void newDisks() {
        disks.clear();
    }

    @Override
    StateDatabase state(SimulatedLog log, int instance) {
        ForgetfulDisk disk = disks.computeIfAbsent(instance, any -> new ForgetfulDisk());
        return new SplitDatabase(disk, new MemoryDatabase());
    }

    @Override
    void crashed(SplittableRandom chance) {
        disks.values().forEach(disk -> disk.loseSome(chance));
    }

    @Override
    List<String> check(SimulatedLog crashed, CountingScenario scenario) {
        List<String> wrong = new ArrayList<>(super.check(crashed, scenario));
        for (int instance : List.copyOf(disks.keySet())) {
            SimulatedLog log = crashed.restart(FaultPlan.none());
            checkInstance(log, state(log, instance), scenario)
                    .forEach(line -> wrong.add("on the disk of worker" + instance + ": " + line));
        }
        SimulatedLog log = crashed.restart(FaultPlan.none());
        checkInstance(log, new SplitDatabase(new MemoryDatabase(), new MemoryDatabase()), scenario)
                .forEach(line -> wrong.add("from the changelogs alone: " + line));
        return wrong;
    }
}
