package io.millrace.base;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;

/** Where chance comes from. Not thread safe: each owner is given its own. */
public final class Randomness {

    private final SplittableRandom source;

    private Randomness(SplittableRandom source) {
        this.source = source;
    }

    /** Chance that differs from run to run. */
    public static Randomness unpredictable() {
        return new Randomness(new SplittableRandom(new Random().nextLong() ^ System.nanoTime()));
    }

    /** Chance that repeats itself exactly for the same seed. */
    public static Randomness seeded(long seed) {
        return new Randomness(new SplittableRandom(seed));
    }

    /** A number from 0 (inclusive) to {@code bound} (exclusive). */
    public int nextInt(int bound) {
        return source.nextInt(bound);
    }

    /** Any long. */
    public long nextLong() {
        return source.nextLong();
    }

    /** A random (version 4) UUID. */
    public UUID nextUuid() {
        long high = (source.nextLong() & ~0xF000L) | 0x4000L;
        long low = (source.nextLong() & ~(3L << 62)) | (2L << 62);
        return new UUID(high, low);
    }

    /** Independent chance for another owner. */
    public Randomness split() {
        return new Randomness(source.split());
    }
}
