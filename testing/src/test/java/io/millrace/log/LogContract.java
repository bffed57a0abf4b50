package io.millrace.log;

import org.junit.jupiter.api.Nested;

/**
 * What every log must do. An implementation's test extends this and says how to open the log; each part of the contract
 * is a class of its own. Nothing here knows how many threads the log has: what is to happen by itself is awaited in
 * bounded loops.
 */
abstract class LogContract {

    /** A harness for one test. */
    abstract LogHarness newHarness();

    @Nested
    class Topics extends TopicsContract {
        @Override
        LogHarness newHarness() {
            return LogContract.this.newHarness();
        }
    }

    @Nested
    class Transactions extends TransactionContract {
        @Override
        LogHarness newHarness() {
            return LogContract.this.newHarness();
        }
    }

    @Nested
    class Fencing extends FencingContract {
        @Override
        LogHarness newHarness() {
            return LogContract.this.newHarness();
        }
    }

    @Nested
    class Reading extends ReadingContract {
        @Override
        LogHarness newHarness() {
            return LogContract.this.newHarness();
        }
    }

    @Nested
    class Membership extends MembershipContract {
        @Override
        LogHarness newHarness() {
            return LogContract.this.newHarness();
        }
    }

    @Nested
    class Reopening extends ReopeningContract {
        @Override
        LogHarness newHarness() {
            return LogContract.this.newHarness();
        }
    }
}
