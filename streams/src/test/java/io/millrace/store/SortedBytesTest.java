package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SortedBytesTest {

    @Test
    void anOldMapDoesNotChange() {
        SortedBytes old = SortedBytes.empty().with(key(1), key(1)).with(key(2), key(2));

        old.with(key(3), key(3)).without(key(1)).withoutRange(key(0), key(9));

        assertThat(old.size()).isEqualTo(2);
        assertThat(old.get(key(1))).isEqualTo(key(1));
        assertThat(old.get(key(3))).isNull();
    }

    @Test
    void anEmptyOrReversedRangeRemovesNothing() {
        SortedBytes map = SortedBytes.empty().with(key(1), key(1));

        assertThat(map.withoutRange(key(1), key(1)).size()).isEqualTo(1);
        assertThat(map.withoutRange(key(2), key(0)).size()).isEqualTo(1);
    }

    @Test
    void staysShallowWhenKeysComeInOrder() {
        SortedBytes map = SortedBytes.empty();
        for (int i = 0; i < 10_000; i++) {
            map = map.with(key(i), key(i));
        }
        map = map.withoutRange(key(100), key(9_000));

        assertThat(map.size()).isEqualTo(1_100);
        assertThat(map.depth()).isLessThan(25);
    }

    @Test
    void agreesWithATreeMapUnderRandomOperations() {
        long seed = new Random().nextLong();
        System.out.println("SortedBytesTest seed: " + seed);
        Random random = new Random(seed);
        TreeMap<byte[], byte[]> oracle = new TreeMap<>(Arrays::compareUnsigned);
        SortedBytes map = SortedBytes.empty();

        for (int i = 0; i < 20_000; i++) {
            byte[] key = key(random.nextInt(2_000));
            switch (random.nextInt(20)) {
                case 0 -> {
                    byte[] to = key(random.nextInt(2_000));
                    map = map.withoutRange(key, to);
                    if (Arrays.compareUnsigned(key, to) < 0) {
                        oracle.subMap(key, to).clear();
                    }
                }
                case 1, 2, 3, 4 -> {
                    map = map.without(key);
                    oracle.remove(key);
                }
                default -> {
                    byte[] value = key(random.nextInt());
                    map = map.with(key, value);
                    oracle.put(key, value);
                }
            }
            assertThat(map.size()).isEqualTo(oracle.size());
        }
        assertThat(map.depth()).isLessThan(25);
        try (ByteCursor cursor = map.scan(null, null, true)) {
            for (byte[] key : oracle.keySet()) {
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.key()).isEqualTo(key);
                assertThat(cursor.value()).isEqualTo(oracle.get(key));
            }
            assertThat(cursor.next()).isFalse();
        }
    }

    private static byte[] key(int number) {
        return new byte[] {(byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number};
    }
}
