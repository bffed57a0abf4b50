package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.store.memory.MemoryDatabase;
import io.millrace.streams.errors.ProcessorStateException;
import io.millrace.streams.processor.RecordContext;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

/** What waits in a suppressed table, over commits, crashes, and in the bytes of the changelog. */
class WaitingStoreTest {

    private static final HexFormat HEX = HexFormat.of();

    /**
     * As Kafka Streams 4.3.1 wrote it: time 100, offset 0, topic in, partition 0, header uh=Z; new value 1; waits by
     * 150.
     */
    private static final String THIRD = "00000000000000640000000000000000" + "00000002696e" + "00000000" + "00000001"
            + "000000027568" + "000000015a" + "ffffffff" + "ffffffff" + "000000080000000000000001" + "0000000000000096";

    private final MemoryDatabase database = new MemoryDatabase();
    private TestScope scope = new TestScope(database, 1000);
    private WaitingStore<String, String> store = open();

    private WaitingStore<String, String> open() {
        return scope.open(new WaitingStoreBuilder<>("waiting", Serdes.String(), Serdes.String()));
    }

    /** What was not committed is lost. */
    private void crash() {
        scope = new TestScope(database, 1000);
        store = open();
    }

    private void put(long timeMs, String key, String newValue, String oldValue) {
        scope.at(timeMs, timeMs);
        store.put(timeMs, key, newValue, oldValue);
    }

    /** Takes out all that waits. */
    private List<String> drain() {
        List<String> all = new ArrayList<>();
        while (store.size() > 0) {
            WaitingStore.Due<String, String> due = store.first();
            all.add(due.key() + "=" + due.oldValue() + ">" + due.newValue() + "@"
                    + due.context().timestamp());
            store.removeFirst();
        }
        return all;
    }

    @Test
    void aKeyThatChangesAgainKeepsItsPlace() {
        put(5, "b", "1", null);
        put(3, "a", "1", null);
        put(9, "b", "2", "1");
        put(5, "aa", null, "0");

        assertThat(store.firstTimeMs()).isEqualTo(3);
        assertThat(drain()).containsExactly("a=null>1@3", "aa=0>null@5", "b=1>2@9");
        assertThat(store.firstTimeMs()).isEqualTo(Long.MAX_VALUE);
        assertThat(store.countedBytes()).isZero();
    }

    @Test
    void theValueFromBeforeStaysThatOfTheFirstChange() {
        put(1, "a", "2", "1");
        put(2, "a", "3", "2");
        put(3, "b", "1", null);

        assertThat(store.prior("a")).isEqualTo(new WaitingStore.Prior<>("1"));
        assertThat(store.prior("b")).isEqualTo(new WaitingStore.Prior<>(null));
        assertThat(store.prior("c")).isNull();
    }

    @Test
    void whatIsCommittedSurvivesACrashAndNothingElseDoes() {
        put(1, "a", "1", null);
        put(2, "b", "1", null);
        put(3, "a", "2", "1");
        scope.commit();
        store.removeFirst();
        put(4, "c", "1", null);
        put(5, "b", "9", "1");

        crash();

        assertThat(store.prior("a")).isEqualTo(new WaitingStore.Prior<>(null));
        assertThat(drain()).containsExactly("a=1>2@3", "b=null>1@2");
    }

    @Test
    void whatWentOnIsGoneAfterTheCommit() {
        put(1, "a", "1", null);
        put(2, "b", "1", null);
        scope.commit();
        store.removeFirst();
        scope.commit();

        crash();

        assertThat(drain()).containsExactly("b=null>1@2");
    }

    @Test
    void isRestoredFromItsChangelog() {
        put(1, "a", "1", null);
        put(2, "b", "1", "0");
        scope.commit();
        store.removeFirst();
        put(3, "b", "2", "1");
        put(2, "c", null, "1");
        scope.commit();

        MemoryDatabase elsewhere = new MemoryDatabase();
        StoreSlot slot = scope.slot("waiting");
        StoreRestorer restorer = new WaitingStoreBuilder<String, String>("waiting", null, null)
                .restorer(slot, elsewhere.open(slot, StateDatabase.Residence.DISK));
        StateChanges changes = new StateChanges();
        scope.logged.forEach(record ->
                restorer.restore(record.key(), record.value(), record.timestamp(), record.headers(), changes));
        restorer.endBatch(changes);
        elsewhere.apply(changes);
        scope = new TestScope(elsewhere, 1000);
        store = open();

        assertThat(store.prior("b")).isEqualTo(new WaitingStore.Prior<>("0"));
        assertThat(drain()).containsExactly("b=1>2@3", "c=1>null@2");
    }

    @Test
    void countsAsUncommittedUntilTheCommit() {
        put(1, "a", "1", null);
        put(2, "a", "2", "1");
        assertThat(scope.memory.uncommittedBytes()).isPositive();

        scope.commit();
        assertThat(scope.memory.uncommittedBytes()).isZero();

        put(3, "a", "3", "2");
        store.close();
        assertThat(scope.memory.uncommittedBytes()).isZero();
    }

    @Test
    void aChangeHasTheBytesOfVersionThree() {
        RecordHeaders headers = new RecordHeaders(new Header[] {new RecordHeader("uh", new byte[] {'Z'})});
        RecordContext context = new ContextBytes.Kept("in", 0, 0, 100, headers);

        byte[] bytes = new WaitingChange(150, null, null, HEX.parseHex("0000000000000001"), context).bytes();

        assertThat(HEX.formatHex(bytes)).isEqualTo(THIRD);
        assertThat(HEX.formatHex(WaitingChange.of(bytes).bytes())).isEqualTo(THIRD);
    }

    @Test
    void anOldValueThatEqualsThePriorOneIsNotRepeated() {
        RecordContext context = new ContextBytes.Kept("t", 1, 2, 3, new RecordHeaders());

        byte[] bytes = new WaitingChange(4, new byte[] {7}, new byte[] {7}, null, context).bytes();

        assertThat(HEX.formatHex(bytes)).endsWith("0000000107" + "fffffffe" + "ffffffff" + "0000000000000004");
        assertThat(WaitingChange.of(bytes).old()).containsExactly(7);
    }

    @Test
    void aContextWithoutATopicIsKept() {
        RecordContext context = new ContextBytes.Kept(null, -1, -1, 3, new RecordHeaders());

        WaitingChange read = WaitingChange.of(new WaitingChange(4, null, null, null, context).bytes());

        assertThat(read.context()).isEqualTo(context);
    }

    @Test
    void readsTheOldestFormWithTheContextOfTheRecordItself() {
        WaitingChange read =
                WaitingChangelog.read(HEX.parseHex("0000000000000007" + "0000000101" + "0000000102"), source(-1), null);

        assertThat(read.timeMs()).isEqualTo(7);
        assertThat(read.prior()).containsExactly(1);
        assertThat(read.old()).containsExactly(1);
        assertThat(read.newest()).containsExactly(2);
        assertThat(read.context().topic()).isEqualTo("changelog");
        assertThat(read.context().timestamp()).isEqualTo(44);
    }

    @Test
    void olderFormsTakeThePriorValueFromWhatWaits() {
        RecordContext context = new ContextBytes.Kept("in", 0, 0, 100, new RecordHeaders());
        WaitingChange waiting = new WaitingChange(1, new byte[] {9}, null, null, context);
        ByteBuffer first = ByteBuffer.allocate(8 + ContextBytes.length(context) + 4 + 10);
        first.putLong(7);
        ContextBytes.write(context, first);
        first.putInt(10).put(HEX.parseHex("0000000101" + "0000000102"));

        WaitingChange read = WaitingChangelog.read(first.array(), source(1), waiting);

        assertThat(read.prior()).containsExactly(9);
        assertThat(read.old()).containsExactly(1);
        assertThat(read.newest()).containsExactly(2);
        assertThat(read.timeMs()).isEqualTo(7);
        assertThat(read.context()).isEqualTo(context);
    }

    @Test
    void readsVersionTwo() {
        RecordContext context = new ContextBytes.Kept("in", 0, 0, 100, new RecordHeaders());
        ByteBuffer second = ByteBuffer.allocate(ContextBytes.length(context) + 4 + 10 + 5 + 8);
        ContextBytes.write(context, second);
        second.putInt(10).put(HEX.parseHex("0000000101" + "0000000102"));
        second.put(HEX.parseHex("0000000103")).putLong(7);

        WaitingChange read = WaitingChangelog.read(second.array(), source(2), null);

        assertThat(read.prior()).containsExactly(3);
        assertThat(read.old()).containsExactly(1);
        assertThat(read.newest()).containsExactly(2);
        assertThat(read.timeMs()).isEqualTo(7);
    }

    @Test
    void readsVersionThreeAlsoUnderNumberTwo() {
        for (int version : new int[] {2, 3}) {
            WaitingChange read = WaitingChangelog.read(HEX.parseHex(THIRD), source(version), null);

            assertThat(HEX.formatHex(read.bytes())).isEqualTo(THIRD);
        }
    }

    @Test
    void refusesWhatIsNoneOfTheForms() {
        assertThatThrownBy(() -> WaitingChangelog.read(new byte[3], source(2), null))
                .isInstanceOf(ProcessorStateException.class)
                .hasMessageContaining("changelog-1 offset 5");
        assertThatThrownBy(() -> WaitingChangelog.read(HEX.parseHex(THIRD), source(4), null))
                .isInstanceOf(ProcessorStateException.class);
    }

    /** The context of a changelog record; a version below zero is no header. */
    private static RecordContext source(int version) {
        Header[] headers =
                version < 0 ? new Header[0] : new Header[] {new RecordHeader("v", new byte[] {(byte) version})};
        return new ContextBytes.Kept("changelog", 1, 5, 44, new RecordHeaders(headers));
    }
}
