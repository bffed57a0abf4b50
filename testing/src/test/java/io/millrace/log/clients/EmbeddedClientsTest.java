package io.millrace.log.clients;

import io.millrace.log.EmbeddedHarness;
import io.millrace.log.LogHarness;
import org.junit.jupiter.api.Nested;

/** The clients on the embedded log, with threads of their own. */
class EmbeddedClientsTest {

    private static LogHarness embedded() {
        return new EmbeddedHarness();
    }

    @Nested
    class Sending extends ProducerContract {
        @Override
        LogHarness newHarness() {
            return embedded();
        }

        @Override
        SendThread sendThread() {
            return SendThread.OWN;
        }
    }

    @Nested
    class Transactions extends TransactionsContract {
        @Override
        LogHarness newHarness() {
            return embedded();
        }

        @Override
        SendThread sendThread() {
            return SendThread.OWN;
        }
    }

    @Nested
    class Consuming extends ConsumerContract {
        @Override
        LogHarness newHarness() {
            return embedded();
        }

        @Override
        SendThread sendThread() {
            return SendThread.OWN;
        }
    }

    @Nested
    class Groups extends GroupContract {
        @Override
        LogHarness newHarness() {
            return embedded();
        }

        @Override
        SendThread sendThread() {
            return SendThread.OWN;
        }
    }
}
