package io.millrace.crash;

import io.millrace.crash.ProtocolAim.Moment;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/**
 * One thing that goes wrong, and is mended at the end of the round.
 *
 * @param number of the round, from 0
 * @param fault what goes wrong
 * @param application the application that it happens to, or at whose step, from 1
 * @param broker the broker that it happens to, from 1, unless that is the one that is asked
 * @param step the request at which it happens; none if it happens at once
 * @param moment before the broker sees the request, or after it has answered
 * @param nth which of the application's requests of this kind it is, from 1
 * @param holdMs how long until it is mended
 * @param settles whether the applications get on before the next round
 */
record ChaosRound(
        int number,
        Fault fault,
        int application,
        int broker,
        @Nullable ApiKeys step,
        Moment moment,
        int nth,
        int holdMs,
        boolean settles) {

    enum Fault {
        KILL_APPLICATION,
        /** Holds it past the end of its session. */
        PAUSE_APPLICATION,
        /** Closes it as it should be, and starts it again. */
        CLOSE_APPLICATION,
        KILL_BROKER,
        /** Holds it past the end of its session with the controller. */
        PAUSE_BROKER,
        /** Cuts one connection. */
        CUT,
        /** Cuts an application off from all brokers. */
        SEVER
    }

    @Override
    public String toString() {
        String where = step == null ? "" : " " + moment + " " + nth + ". " + step;
        return number + ": " + fault + " application " + application + " broker " + broker + where + ", for " + holdMs
                + " ms" + (settles ? ", settles" : "");
    }
}
