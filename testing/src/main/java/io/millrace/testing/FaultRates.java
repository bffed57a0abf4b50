package io.millrace.testing;

/**
 * How often faults occur, each in a million calls of the kind that it can hit.
 *
 * @param crash of all calls
 * @param abort of commits
 * @param fence of commits and members' polls
 * @param loseResponse of commits
 * @param delay of commits
 * @param delayCallsMax the longest delay, in calls of the port, at least 1
 */
public record FaultRates(int crash, int abort, int fence, int loseResponse, int delay, int delayCallsMax) {

    /** What the rates are a share of. */
    public static final int WHOLE = 1_000_000;

    public FaultRates {
        requireShare("crash", crash);
        requireShare("abort", abort);
        requireShare("fence", fence);
        requireShare("loseResponse", loseResponse);
        requireShare("delay", delay);
        if ((long) abort + fence + loseResponse + delay > WHOLE) {
            throw new IllegalArgumentException("abort + fence + loseResponse + delay: "
                    + ((long) abort + fence + loseResponse + delay) + " (expected: at most " + WHOLE + ")");
        }
        if (delayCallsMax < 1) {
            throw new IllegalArgumentException("delayCallsMax: " + delayCallsMax + " (expected: >= 1)");
        }
    }

    private static void requireShare(String name, int rate) {
        if (rate < 0 || rate > WHOLE) {
            throw new IllegalArgumentException(name + ": " + rate + " (expected: 0 to " + WHOLE + ")");
        }
    }
}
