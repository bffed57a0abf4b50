package io.millrace.engine.input;

import static io.millrace.engine.input.InputKit.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.log.Fetched;
import io.millrace.log.LogRecord;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionQueueTest {

    @Test
    void passesOverRecordsThatCannotBeDecoded() {
        InputKit kit = new InputKit(0);
        PartitionQueue queue = kit.read(A);
        kit.add(A, 0, "bad@1", "x@2", "bad@3", "y@4", "bad@5");

        assertThat(kit.takeAll()).containsExactly("x@2", "y@4");
        assertThat(kit.dropped).hasSize(3).first().asString().contains("a 0: it cannot be deserialized");
        assertThat(queue.position()).isEqualTo(5);
    }

    @Test
    void thePositionIsThatOfTheHeadThatWaits() {
        InputKit kit = new InputKit(0);
        PartitionQueue queue = kit.read(A);
        assertThat(queue.position()).isZero();

        kit.add(A, 7, "bad@1", "x@2", "y@3");
        assertThat(queue.position()).isEqualTo(8);
        queue.removeHead();
        assertThat(queue.position()).isEqualTo(9);
        queue.removeHead();
        assertThat(queue.position()).isEqualTo(10);
    }

    @Test
    void thePositionMovesPastABatchThatHasNothingGood() {
        InputKit kit = new InputKit(0);
        PartitionQueue queue = kit.read(A);

        kit.add(A, 0, "bad@1", "bad@2");
        assertThat(queue.position()).isEqualTo(2);
        assertThat(queue.size()).isZero();
        kit.group.add(new Fetched(A, List.of(), 9));

        assertThat(queue.position()).as("transaction marks hold no records").isEqualTo(9);
    }

    @Test
    void stopsAtARecordThatCannotBeDecodedWhenToldTo() {
        InputKit kit = new InputKit(0);
        kit.goesOn = false;
        kit.read(A);

        assertThatThrownBy(() -> kit.add(A, 3, "bad@1")).hasMessage("stopped at a offset 3");
    }

    @Test
    void dropsRecordsThatTheExtractorGivesANegativeTimestamp() {
        InputKit kit = new InputKit(0);
        PartitionQueue queue = kit.read(A, (record, time) -> "no".equals(record.value()) ? -1 : record.timestamp(), -1);
        kit.add(A, 0, "no@1", "x@2", "no@3");

        assertThat(kit.takeAll()).containsExactly("x@2");
        assertThat(kit.dropped).containsExactly("a 0: its timestamp is negative", "a 2: its timestamp is negative");
        assertThat(queue.position()).isEqualTo(3);
    }

    @Test
    void showsTheExtractorThePartitionTimeSoFar() {
        InputKit kit = new InputKit(0);
        List<Long> seen = new ArrayList<>();
        kit.read(
                A,
                (record, time) -> {
                    seen.add(time);
                    return record.timestamp();
                },
                5);
        kit.add(A, 0, "x@20", "y@10", "z@30");
        kit.takeAll();

        assertThat(seen).containsExactly(5L, 20L, 20L);
    }

    @Test
    void theExtractorMayTakeThePartitionTimeInstead() {
        InputKit kit = new InputKit(0);
        kit.read(A, new UsePartitionTimeOnInvalidTimestamp(), -1);
        kit.add(A, 0, "x@20", "y@-1");

        assertThat(kit.takeAll()).containsExactly("x@20", "y@20");
    }

    @Test
    void saysWhichExtractorFailedWhere() {
        InputKit kit = new InputKit(0);
        kit.read(
                A,
                (record, time) -> {
                    throw new IllegalStateException("no time");
                },
                -1);

        assertThatThrownBy(() -> kit.add(A, 4, "x@1"))
                .isInstanceOf(StreamsException.class)
                .hasMessageContainingAll("timestamp extractor", "a-0 offset 4", "no time", "expected");
    }

    @Test
    void theDefaultExtractorRefusesNegativeTimestamps() {
        InputKit kit = new InputKit(0);
        kit.read(A);

        assertThatThrownBy(() -> kit.add(A, 0, "x@-1")).isInstanceOf(StreamsException.class);
    }

    @Test
    void letsTheDeserializerSayWhatNullMeans() {
        InputKit kit = new InputKit(0);
        kit.read(A);
        kit.group.add(new Fetched(A, List.of(new LogRecord(0, 1, null, null, List.of())), 1));

        assertThat(kit.takeAll()).containsExactly("null on a@1");
    }

    @Test
    void countsWhatWaitsOverSeveralReads() {
        InputKit kit = new InputKit(0);
        PartitionQueue queue = kit.read(A);
        kit.add(A, 0, "x@1", "y@2");
        kit.add(A, 2, "z@3");

        assertThat(queue.size()).isEqualTo(3);
        assertThat(kit.takeAll()).hasSize(3);
        assertThat(queue.size()).isZero();
        assertThat(queue.partitionTime()).isEqualTo(3);
    }
}
