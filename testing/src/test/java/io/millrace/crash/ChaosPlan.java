package io.millrace.crash;

import io.millrace.crash.ChaosRound.Fault;
import io.millrace.crash.ProtocolAim.Moment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong, drawn from a seed: all kinds of faults in an order that is shuffled, then again in another. The same
 * seed has the same rounds, however many of them there is time for.
 */
final class ChaosPlan {

    static final int APPLICATIONS = 3;

    private static final int NTH_MAX = 4;
    private static final int HOLD_MS_MIN = 200;
    private static final int HOLD_MS_MAX = 4_000;
    /** Longer than the sessions of {@link ChaosChild} and {@link ChaosCluster}. */
    private static final int PAUSE_MS_MIN = 5_000;

    private static final int PAUSE_MS_MAX = 8_000;
    /** So many of a hundred rounds wait until the applications get on. */
    private static final int SETTLING_PERCENT = 60;

    private static final List<Card> DECK = List.of(
            new Card(Fault.KILL_APPLICATION, null),
            new Card(Fault.KILL_APPLICATION, ApiKeys.PRODUCE),
            new Card(Fault.KILL_APPLICATION, ApiKeys.TXN_OFFSET_COMMIT),
            new Card(Fault.KILL_APPLICATION, ApiKeys.END_TXN),
            new Card(Fault.KILL_APPLICATION, ApiKeys.JOIN_GROUP),
            new Card(Fault.KILL_APPLICATION, ApiKeys.SYNC_GROUP),
            new Card(Fault.PAUSE_APPLICATION, null),
            new Card(Fault.PAUSE_APPLICATION, ApiKeys.TXN_OFFSET_COMMIT),
            new Card(Fault.PAUSE_APPLICATION, ApiKeys.END_TXN),
            new Card(Fault.CLOSE_APPLICATION, null),
            new Card(Fault.KILL_BROKER, null),
            new Card(Fault.KILL_BROKER, ApiKeys.PRODUCE),
            new Card(Fault.KILL_BROKER, ApiKeys.END_TXN),
            new Card(Fault.KILL_BROKER, ApiKeys.TXN_OFFSET_COMMIT),
            new Card(Fault.PAUSE_BROKER, null),
            new Card(Fault.CUT, ApiKeys.PRODUCE),
            new Card(Fault.CUT, ApiKeys.TXN_OFFSET_COMMIT),
            new Card(Fault.CUT, ApiKeys.END_TXN),
            new Card(Fault.CUT, ApiKeys.INIT_PRODUCER_ID),
            new Card(Fault.CUT, ApiKeys.JOIN_GROUP),
            new Card(Fault.CUT, ApiKeys.SYNC_GROUP),
            new Card(Fault.CUT, ApiKeys.HEARTBEAT),
            new Card(Fault.CUT, ApiKeys.FETCH),
            new Card(Fault.CUT, ApiKeys.OFFSET_FETCH),
            new Card(Fault.CUT, ApiKeys.LIST_OFFSETS),
            new Card(Fault.SEVER, null));

    /** A kind of fault, and the step at which it happens. */
    private record Card(Fault fault, @Nullable ApiKeys step) {}

    private final Random chance;
    private final List<Card> hand = new ArrayList<>();
    private int drawn;

    ChaosPlan(long seed) {
        this.chance = new Random(seed);
    }

    ChaosRound next() {
        if (hand.isEmpty()) {
            hand.addAll(DECK);
            Collections.shuffle(hand, chance);
        }
        Card card = hand.remove(hand.size() - 1);
        boolean pauses = card.fault == Fault.PAUSE_APPLICATION || card.fault == Fault.PAUSE_BROKER;
        return new ChaosRound(
                drawn++,
                card.fault,
                1 + chance.nextInt(APPLICATIONS),
                1 + chance.nextInt(ChaosCluster.BROKERS),
                card.step,
                chance.nextBoolean() ? Moment.BEFORE : Moment.AFTER,
                card.step != null && isSeldom(card.step) ? 1 : 1 + chance.nextInt(NTH_MAX),
                pauses ? between(PAUSE_MS_MIN, PAUSE_MS_MAX) : between(HOLD_MS_MIN, HOLD_MS_MAX),
                chance.nextInt(100) < SETTLING_PERCENT);
    }

    /** Whether applications ask for this only when something changes. */
    static boolean isSeldom(ApiKeys step) {
        return switch (step) {
            case PRODUCE, TXN_OFFSET_COMMIT, END_TXN, HEARTBEAT, FETCH -> false;
            default -> true;
        };
    }

    private int between(int min, int max) {
        return min + chance.nextInt(max - min);
    }
}
