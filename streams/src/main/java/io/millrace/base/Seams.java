package io.millrace.base;

/**
 * All that the engine takes from the outside world besides the log and the file system.
 *
 * @param clock where time comes from
 * @param randomness where chance comes from; owners that live on other threads {@linkplain Randomness#split() split} it
 * @param threads where threads come from
 */
public record Seams(Clock clock, Randomness randomness, Threads threads) {

    /** The real world. */
    public static Seams system() {
        return new Seams(Clock.system(), Randomness.unpredictable(), Threads.system());
    }

    /** The same with another clock. */
    public Seams withClock(Clock other) {
        return new Seams(other, randomness, threads);
    }
}
