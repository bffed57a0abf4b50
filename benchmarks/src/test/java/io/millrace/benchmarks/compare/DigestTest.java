package io.millrace.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DigestTest {

    @Test
    void takesTheLastCountOfAKeyWhereverTheOthersStand() {
        Digest often = new Digest(Work.WORD_COUNT);
        often.accept("a".getBytes(UTF_8), count(1));
        often.accept("b".getBytes(UTF_8), count(7));
        often.accept("a".getBytes(UTF_8), count(2));
        Digest once = new Digest(Work.WORD_COUNT);
        once.accept("a".getBytes(UTF_8), count(2));
        once.accept("b".getBytes(UTF_8), count(7));

        assertThat(often.text()).isEqualTo(once.text());
    }

    @Test
    void seesAWrongCount() {
        Digest right = new Digest(Work.WORD_COUNT);
        right.accept("a".getBytes(UTF_8), count(2));
        Digest wrong = new Digest(Work.WORD_COUNT);
        wrong.accept("a".getBytes(UTF_8), count(3));

        assertThat(wrong.text()).isNotEqualTo(right.text());
    }

    @Test
    void seesARecordThatCameTwice() {
        Digest once = new Digest(Work.PIPE);
        once.accept(null, "a".getBytes(UTF_8));
        Digest twice = new Digest(Work.PIPE);
        twice.accept(null, "a".getBytes(UTF_8));
        twice.accept(null, "a".getBytes(UTF_8));

        assertThat(twice.text()).isNotEqualTo(once.text());
    }

    private static byte[] count(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
