package io.millrace.streams.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.errors.StreamsException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TimestampExtractorsTest {

    private static final long PARTITION_TIME = 40L;
    private static final long UNKNOWN = -1L;

    private static ConsumerRecord<Object, Object> recordAt(long timestamp) {
        return new ConsumerRecord<>(
                "topic",
                2,
                9L,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                "key",
                "secret",
                new RecordHeaders(),
                Optional.empty());
    }

    @Test
    void takesTheTimestampOfTheMetadata() {
        List<TimestampExtractor> extractors = List.of(
                new FailOnInvalidTimestamp(),
                new LogAndSkipOnInvalidTimestamp(),
                new UsePartitionTimeOnInvalidTimestamp());

        assertThat(extractors).allSatisfy(extractor -> {
            assertThat(extractor.extract(recordAt(5L), PARTITION_TIME)).isEqualTo(5L);
            assertThat(extractor.extract(recordAt(0L), UNKNOWN)).isZero();
        });
    }

    @Test
    void failsOnANegativeTimestampAndNamesThePlaceButNotTheContent() {
        assertThatThrownBy(() -> new FailOnInvalidTimestamp().extract(recordAt(-3L), PARTITION_TIME))
                .isInstanceOf(StreamsException.class)
                .hasMessageStartingWith("timestamp of the record at topic-2 offset 9: -3 (expected: >= 0)")
                .hasMessageNotContaining("secret");
    }

    @Test
    void skipsARecordByReturningItsNegativeTimestamp() {
        assertThat(new LogAndSkipOnInvalidTimestamp().extract(recordAt(-3L), PARTITION_TIME))
                .isEqualTo(-3L);
    }

    @Test
    void usesThePartitionTimeForANegativeTimestamp() {
        assertThat(new UsePartitionTimeOnInvalidTimestamp().extract(recordAt(-3L), PARTITION_TIME))
                .isEqualTo(PARTITION_TIME);
    }

    @Test
    void failsWhenThePartitionTimeIsNotKnownYet() {
        assertThatThrownBy(() -> new UsePartitionTimeOnInvalidTimestamp().extract(recordAt(-3L), UNKNOWN))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("topic-2 offset 9");
    }

    @Test
    void takesTheTimeOfTheClockWhateverTheRecordSays() {
        assertThat(new WallclockTimestampExtractor(() -> 77L).extract(recordAt(5L), PARTITION_TIME))
                .isEqualTo(77L);
    }
}
