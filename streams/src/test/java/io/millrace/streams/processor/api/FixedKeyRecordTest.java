package io.millrace.streams.processor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.spi.Records;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class FixedKeyRecordTest {

    private static final byte[] BYTES = {1};

    private final Record<String, Integer> source = new Record<>("key", 5, 7L, new RecordHeaders().add("first", BYTES));
    private final FixedKeyRecord<String, Integer> record = Records.fixedKey(source);

    @Test
    void hasWhatItsSourceHas() {
        assertThat(record.key()).isEqualTo("key");
        assertThat(record.value()).isEqualTo(5);
        assertThat(record.timestamp()).isEqualTo(7L);
        assertThat(record.headers()).isEqualTo(source.headers());
    }

    @Test
    void keepsItsHeadersApartFromThoseOfItsSource() {
        record.headers().add("second", BYTES);
        source.headers().add("third", BYTES);

        assertThat(record.headers().toArray()).extracting("key").containsExactly("first", "second");
        assertThat(source.headers().toArray()).extracting("key").containsExactly("first", "third");
    }

    @Test
    void keepsItsHeadersApartFromThoseOfItsCopies() {
        FixedKeyRecord<String, String> copy = record.withValue("x");

        record.headers().add("second", BYTES);
        copy.headers().add("third", BYTES);

        assertThat(record.headers().toArray()).extracting("key").containsExactly("first", "second");
        assertThat(copy.headers().toArray()).extracting("key").containsExactly("first", "third");
    }

    @Test
    void copiesTheHeadersThatItIsChangedTo() {
        RecordHeaders mine = new RecordHeaders();
        FixedKeyRecord<String, Integer> copy = record.withHeaders(mine);

        mine.add("later", BYTES);

        assertThat(copy.headers()).isEmpty();
    }

    @Test
    void sharesTheHeadersOfItsSourceAsLongAsNobodyAsksForThem() {
        assertThat(record.withTimestamp(8L).peek()).isSameAs(source.peek());
    }

    @Test
    void becomesAnOrdinaryRecordAgain() {
        assertThat(Records.freeKey(record.withValue("x"))).isEqualTo(source.withValue("x"));
    }

    @Test
    void isEqualByContent() {
        FixedKeyRecord<String, Integer> same = Records.fixedKey(source.withTimestamp(7L));

        assertThat(record).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(record.withValue(6));
    }

    @Test
    void refusesANegativeTimestamp() {
        assertThatThrownBy(() -> record.withTimestamp(-1L)).isInstanceOf(StreamsException.class);
    }
}
