package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntryTableTest {

    private final EntryTable table = new EntryTable();

    @Test
    void findsWhatAMapFindsWhileEntriesComeAndGo() {
        long seed = new Random().nextLong();
        System.out.println("EntryTableTest seed: " + seed);
        Random random = new Random(seed);
        Map<Integer, Entry> expected = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            // Few hashes, all near the end of the table: long runs that wrap around.
            int key = random.nextInt(40);
            int hash = -1 - key % 5;
            Entry known = expected.get(key);
            if (known == null) {
                Entry made = new Entry(key, 7, 0, hash);
                assertThat(table.at(table.add(made))).isSameAs(made);
                expected.put(key, made);
            } else if (random.nextBoolean()) {
                table.remove(known);
                expected.remove(key);
            }
            for (int other = 0; other < 40; other++) {
                int place = table.find(other, 7, 0, -1 - other % 5);
                assertThat(place < 0 ? null : table.at(place))
                        .as("seed " + seed)
                        .isSameAs(expected.get(other));
            }
            assertThat(table.size()).isEqualTo(expected.size());
        }
    }

    @Test
    void grows() {
        for (int key = 0; key < 10_000; key++) {
            table.add(new Entry(key, 0, 0, EntryTable.hash(key, 0, 0)));
        }

        for (int key = 0; key < 10_000; key++) {
            Entry found = table.at(table.find(key, 0, 0, EntryTable.hash(key, 0, 0)));
            assertThat(found).isNotNull();
            assertThat(found.key).isEqualTo(key);
        }
        assertThat(table.find(10_000, 0, 0, EntryTable.hash(10_000, 0, 0))).isNegative();
    }

    @Test
    void tellsWindowsAndDuplicatesOfOneKeyApart() {
        table.add(new Entry("a", 1, 0, 5));
        table.add(new Entry("a", 2, 0, 5));
        table.add(new Entry("a", 1, 1, 5));

        assertThat(table.at(table.find("a", 2, 0, 5)).start).isEqualTo(2);
        assertThat(table.at(table.find("a", 1, 1, 5)).sequence).isEqualTo(1);
        assertThat(table.find("a", 2, 1, 5)).isNegative();
    }
}
