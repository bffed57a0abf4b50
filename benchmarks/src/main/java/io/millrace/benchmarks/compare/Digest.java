package io.millrace.benchmarks.compare;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole output as one number that does not depend on the order of partitions, nor, for counts, on how often a count
 * was emitted on its way: of every key the last value is taken.
 */
final class Digest implements OutputSink {
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final Work work;
    private final Map<ByteBuffer, Long> lastValues = new HashMap<>();
    private long records;
    private long sum;

    Digest(Work work) {
        this.work = work;
    }

    @Override
    public void accept(byte @Nullable [] key, byte[] value) {
        records++;
        if (work == Work.PIPE || key == null) {
            sum += hash(value);
        } else if (work == Work.RESTORE) {
            // A store has each key once, and there are too many of them to remember.
            sum += hash(key) * hash(value);
        } else {
            boolean isCount = work == Work.WORD_COUNT || work == Work.WINDOWED_COUNT;
            lastValues.put(
                    ByteBuffer.wrap(key.clone()),
                    isCount ? ByteBuffer.wrap(value).getLong() : hash(value));
        }
    }

    /** How many records the output has. */
    long records() {
        return records;
    }

    String text() {
        long total = sum;
        for (Map.Entry<ByteBuffer, Long> last : lastValues.entrySet()) {
            total += hash(last.getKey().array()) * last.getValue();
        }
        long keys = work == Work.PIPE || work == Work.RESTORE ? records : lastValues.size();
        return keys + "-" + Long.toHexString(total);
    }

    private static long hash(byte[] bytes) {
        long hash = FNV_BASIS;
        for (byte b : bytes) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return hash;
    }
}
