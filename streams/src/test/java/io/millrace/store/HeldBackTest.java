package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldBackTest {

    private final HeldBack held = new HeldBack();
    private final Entry a = entry("a");
    private final Entry b = entry("b");
    private final Entry c = entry("c");

    @Test
    void comesInTheOrderOfTheLastUpdates() {
        held.updated(a);
        held.updated(b);
        held.updated(c);
        held.updated(a);
        held.updated(b);

        assertThat(takeAll()).containsExactly("c", "a", "b");
        assertThat(held.isEmpty()).isTrue();
    }

    @Test
    void leavesAnEntryThatIsUpdatedMeanwhileForLater() {
        held.updated(a);
        held.updated(b);
        held.updated(c);

        assertThat(held.take()).isSameAs(a);
        held.updated(b);
        held.updated(a);

        assertThat(takeAll()).containsExactly("c", "b", "a");
    }

    @Test
    void saysWhichEntriesAreHeld() {
        held.updated(a);

        assertThat(a.held).isTrue();
        held.take();
        assertThat(a.held).isFalse();
        assertThat(held.take()).isNull();
    }

    private List<String> takeAll() {
        List<String> keys = new ArrayList<>();
        for (Entry entry = held.take(); entry != null; entry = held.take()) {
            keys.add((String) entry.key);
        }
        return keys;
    }

    private static Entry entry(String key) {
        return new Entry(key, 0, 0, EntryTable.hash(key, 0, 0));
    }
}
