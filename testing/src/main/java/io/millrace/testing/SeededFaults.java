package io.millrace.testing;

import io.millrace.base.Randomness;

/**
 * Faults drawn by chance. Each call draws the same number of times whatever comes of it, so that runs stay comparable.
 */
final class SeededFaults implements FaultPlan {

    private final Randomness chance;
    private final FaultRates rates;

    SeededFaults(long seed, FaultRates rates) {
        this.chance = Randomness.seeded(seed);
        this.rates = rates;
    }

    @Override
    public Fault faultAt(PortCall call) {
        int crash = chance.nextInt(FaultRates.WHOLE);
        int other = chance.nextInt(FaultRates.WHOLE);
        if (crash < rates.crash()) {
            return Fault.CRASH;
        }
        return switch (call.kind()) {
            case COMMIT -> atCommit(other);
            case POLL -> other < rates.fence() ? Fault.FENCE : Fault.NONE;
            default -> Fault.NONE;
        };
    }

    private Fault atCommit(int drawn) {
        int bound = rates.abort();
        if (drawn < bound) {
            return Fault.ABORT;
        }
        bound += rates.fence();
        if (drawn < bound) {
            return Fault.FENCE;
        }
        bound += rates.loseResponse();
        if (drawn < bound) {
            return Fault.LOSE_RESPONSE;
        }
        return drawn < bound + rates.delay() ? Fault.DELAY : Fault.NONE;
    }

    @Override
    public int keptAtCrash(int underWay) {
        return chance.nextInt(underWay + 1);
    }

    @Override
    public int delayCalls() {
        return 1 + chance.nextInt(rates.delayCallsMax());
    }
}
