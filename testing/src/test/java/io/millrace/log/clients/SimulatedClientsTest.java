package io.millrace.log.clients;

import io.millrace.log.LogHarness;
import io.millrace.log.SimulatedHarness;
import io.millrace.testing.FaultPlan;
import io.millrace.testing.SimulatedLog;
import org.junit.jupiter.api.Nested;

/** The clients on a simulated log, in one thread; with offsets that have gaps, as Kafka's transactions leave them. */
class SimulatedClientsTest {

    private static LogHarness simulated(boolean gaps) {
        return new SimulatedHarness(new SimulatedLog.Settings(false, 100, gaps), FaultPlan.none());
    }

    @Nested
    class Sending extends ProducerContract {
        @Override
        LogHarness newHarness() {
            return simulated(false);
        }

        @Override
        SendThread sendThread() {
            return SendThread.CALLERS;
        }
    }

    @Nested
    class Transactions extends TransactionsContract {
        @Override
        LogHarness newHarness() {
            return simulated(false);
        }

        @Override
        SendThread sendThread() {
            return SendThread.CALLERS;
        }
    }

    @Nested
    class Consuming extends ConsumerContract {
        @Override
        LogHarness newHarness() {
            return simulated(false);
        }

        @Override
        SendThread sendThread() {
            return SendThread.CALLERS;
        }
    }

    @Nested
    class Groups extends GroupContract {
        @Override
        LogHarness newHarness() {
            return simulated(true);
        }

        @Override
        SendThread sendThread() {
            return SendThread.CALLERS;
        }
    }
}
