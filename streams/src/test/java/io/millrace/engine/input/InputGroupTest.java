package io.millrace.engine.input;

import static io.millrace.engine.input.InputKit.A;
import static io.millrace.engine.input.InputKit.B;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InputGroupTest {

    @Test
    void takesTheRecordWithTheLowestTimestampFirst() {
        InputKit kit = new InputKit(0);
        kit.read(A);
        kit.read(B);
        kit.add(A, 0, "a1@10", "a2@40");
        kit.add(B, 0, "b1@5", "b2@30");

        assertThat(kit.takeAll()).containsExactly("b1@5", "a1@10", "b2@30", "a2@40");
    }

    @Test
    void keepsTheOrderOfAPartitionEvenWhenItsTimestampsGoBack() {
        InputKit kit = new InputKit(0);
        kit.read(A);
        kit.read(B);
        kit.add(A, 0, "a1@50", "a2@1");
        kit.add(B, 0, "b1@20");

        assertThat(kit.takeAll()).containsExactly("b1@20", "a1@50", "a2@1");
    }

    @Test
    void givesThePartitionThatWasAddedFirstTheTie() {
        InputKit kit = new InputKit(0);
        kit.read(B);
        kit.read(A);
        kit.add(A, 0, "a@7");
        kit.add(B, 0, "b@7");

        assertThat(kit.takeAll()).containsExactly("b@7", "a@7");
    }

    @Test
    void streamTimeIsTheHighestTimestampThatWasTaken() {
        InputKit kit = new InputKit(0);
        kit.read(A);
        assertThat(kit.group.streamTime()).isEqualTo(-1);

        kit.add(A, 0, "x@30", "y@10");
        assertThat(kit.group.streamTime()).as("nothing has been taken").isEqualTo(-1);
        kit.takeAll();

        assertThat(kit.group.streamTime()).isEqualTo(30);
    }

    @Test
    void streamTimeGoesOnFromTheHighestCommittedPartitionTime() {
        InputKit kit = new InputKit(0);
        kit.read(A, (record, time) -> time, 70);
        kit.read(B, (record, time) -> time, 40);

        assertThat(kit.group.streamTime()).isEqualTo(70);
    }

    @Test
    void doesNotHoldBackWhenIdlingIsOff() {
        InputKit kit = new InputKit(-1);
        kit.read(A);
        kit.read(B);
        kit.lags.put(B, 5L);
        assertThat(kit.isReady(0)).as("nothing waits").isFalse();

        kit.add(A, 0, "a@1");

        assertThat(kit.isReady(0)).isTrue();
    }

    @Test
    void holdsBackForAPartitionThatHasMoreToCome() {
        InputKit kit = new InputKit(0);
        kit.read(A);
        kit.read(B);
        kit.add(A, 0, "a@1");

        kit.lags.put(B, 5L);
        assertThat(kit.isReady(1_000_000)).isFalse();
        kit.lags.put(B, -1L);
        assertThat(kit.isReady(1_000_000)).as("not known").isFalse();
        kit.lags.put(B, 0L);
        assertThat(kit.isReady(1_000_000)).isTrue();
    }

    @Test
    void waitsTheIdleTimeForAPartitionThatHasNothingToCome() {
        InputKit kit = new InputKit(100);
        kit.read(A);
        kit.read(B);
        kit.add(A, 0, "a@1");

        assertThat(kit.isReady(1000)).isFalse();
        assertThat(kit.isReady(1099)).isFalse();
        assertThat(kit.isReady(1100)).isTrue();
    }

    @Test
    void waitsOnceForAPartitionThatStaysIdleAndNotForEveryRecord() {
        InputKit kit = new InputKit(100);
        kit.read(A);
        kit.read(B);
        assertThat(kit.isReady(1000)).as("nothing waits").isFalse();
        kit.add(A, 0, "a@1");
        assertThat(kit.isReady(1100)).isTrue();
        kit.takeAll();
        assertThat(kit.isReady(1101)).isFalse();

        kit.add(A, 1, "a@2");

        assertThat(kit.isReady(1102)).isTrue();
    }

    @Test
    void waitsAnewForAPartitionThatHadSomethingInBetween() {
        InputKit kit = new InputKit(100);
        kit.read(A);
        kit.read(B);
        kit.add(A, 0, "a@1", "a@9");
        assertThat(kit.isReady(1000)).isFalse();
        kit.add(B, 0, "b@2");
        assertThat(kit.isReady(1100)).isTrue();
        kit.group.next().removeHead();
        kit.group.next().removeHead();

        assertThat(kit.isReady(1150)).isFalse();
        assertThat(kit.isReady(1250)).isTrue();
    }

    @Test
    void aClockThatJumpsBackBeginsTheIdleTimeAnew() {
        InputKit kit = new InputKit(100);
        kit.read(A);
        kit.read(B);
        kit.add(A, 0, "a@1");
        assertThat(kit.isReady(1_000_000)).isFalse();

        assertThat(kit.isReady(500)).isFalse();
        assertThat(kit.isReady(600)).isTrue();
    }
}
