package io.millrace.streams.processor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.errors.StreamsException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RecordTest {

    private static final byte[] BYTES = {1};

    private final Record<String, Integer> record = new Record<>("key", 5, 7L, headers("first"));

    private static RecordHeaders headers(String... names) {
        RecordHeaders headers = new RecordHeaders();
        for (String name : names) {
            headers.add(name, BYTES);
        }
        return headers;
    }

    @Test
    void copiesTheHeadersThatItIsMadeWith() {
        Headers mine = headers("first");
        Record<String, Integer> made = new Record<>("key", 5, 7L, mine);

        mine.add("second", BYTES);

        assertThat(made.headers()).isEqualTo(headers("first"));
    }

    @Test
    void copiesTheHeadersThatItIsChangedTo() {
        Headers mine = headers("other");
        Record<String, Integer> copy = record.withHeaders(mine);

        mine.add("second", BYTES);

        assertThat(copy.headers()).isEqualTo(headers("other"));
        assertThat(record.headers()).isEqualTo(headers("first"));
    }

    @Test
    void givesTheSameHeadersEachTime() {
        record.headers().add("second", BYTES);

        assertThat(record.headers()).isEqualTo(headers("first", "second")).isSameAs(record.headers());
    }

    @Test
    void hasEmptyHeadersWhenItIsMadeWithNone() {
        Record<String, Integer> bare = new Record<>("key", 5, 7L);

        assertThat(bare.headers()).isEmpty();
        bare.headers().add("first", BYTES);
        assertThat(bare.headers()).isEqualTo(headers("first"));
        assertThat(new Record<>("key", 5, 7L).headers()).isEmpty();
    }

    @Test
    void doesNotShowItsLaterHeadersInACopy() {
        Record<String, Integer> copy = record.withTimestamp(8L);

        record.headers().add("second", BYTES);

        assertThat(copy.headers()).isEqualTo(headers("first"));
    }

    @Test
    void doesNotShowItsLaterHeadersInACopyEvenWhenTheyWereAlreadyHandedOut() {
        Headers handedOut = record.headers();
        Record<String, Integer> copy = record.withTimestamp(8L);

        handedOut.add("second", BYTES);

        assertThat(copy.headers()).isEqualTo(headers("first"));
    }

    @Test
    void doesNotShowTheHeadersOfACopy() {
        Record<String, Integer> copy = record.withTimestamp(8L);

        copy.headers().add("second", BYTES);

        assertThat(record.headers()).isEqualTo(headers("first"));
    }

    @Test
    void keepsTheCopiesOfOneRecordApart() {
        Record<String, Integer> one = record.withValue(1);
        Record<String, Integer> two = record.withValue(2);

        one.headers().add("one", BYTES);
        two.headers().add("two", BYTES);

        assertThat(one.headers()).isEqualTo(headers("first", "one"));
        assertThat(two.headers()).isEqualTo(headers("first", "two"));
        assertThat(record.headers()).isEqualTo(headers("first"));
    }

    @Test
    void carriesHeadersThatWereAddedIntoCopiesMadeAfterwards() {
        record.headers().add("second", BYTES);

        assertThat(record.withKey(1L).withValue("x").headers()).isEqualTo(headers("first", "second"));
    }

    @Test
    void sharesOneHeadersObjectAlongAChainAsLongAsNobodyAsksForIt() {
        Record<Long, String> last = record.withKey(1L).withValue("x").withTimestamp(9L);

        assertThat(last.peek()).isSameAs(record.peek());
    }

    @Test
    void givesItsOwnHeadersAwayWithoutACopyWhenNobodySharesThem() {
        RecordHeaders before = record.peek();

        assertThat(record.headers()).isSameAs(before);
    }

    @Test
    void makesNoHeadersForAChainWithoutAny() {
        Record<String, Integer> bare = new Record<>("key", 5, 7L);
        RecordHeaders none = bare.peek();

        Record<String, String> last = bare.withTimestamp(8L).withValue("x");

        assertThat(last.peek()).isSameAs(none);
        assertThat(last.headers()).isNotSameAs(none);
        assertThat(none).isEmpty();
    }

    @Test
    void replacesOnePartAndKeepsTheOthers() {
        assertThat(record.withKey(1L)).isEqualTo(new Record<>(1L, 5, 7L, headers("first")));
        assertThat(record.withValue("x")).isEqualTo(new Record<>("key", "x", 7L, headers("first")));
        assertThat(record.withTimestamp(0L)).isEqualTo(new Record<>("key", 5, 0L, headers("first")));
        assertThat(record.withHeaders(null)).isEqualTo(new Record<>("key", 5, 7L));
    }

    @Test
    void isEqualWhateverHasBeenHandedOut() {
        Record<String, Integer> bare = new Record<>("key", 5, 7L);
        Record<String, Integer> same = new Record<>("key", 5, 7L, new RecordHeaders());
        same.headers();

        assertThat(bare).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(bare).isNotEqualTo(record).isNotEqualTo(null);
        assertThat(bare.toString()).isEqualTo(same.toString());
    }

    @Test
    void allowsNullKeysAndValues() {
        Record<String, Integer> empty = new Record<>(null, null, 0L);

        assertThat(empty.key()).isNull();
        assertThat(empty.value()).isNull();
        assertThat(empty)
                .isEqualTo(record.withKey(null).withValue(null).withTimestamp(0).withHeaders(null));
    }

    @Test
    void refusesANegativeTimestamp() {
        assertThatThrownBy(() -> new Record<>("key", 5, -1L))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("timestamp: -1 ms (expected: >= 0)")
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> record.withTimestamp(-5L)).isInstanceOf(StreamsException.class);
    }
}
