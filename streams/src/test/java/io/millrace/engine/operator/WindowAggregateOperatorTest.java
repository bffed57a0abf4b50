package io.millrace.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.operator.OperatorKit.Run;
import io.millrace.streams.kstream.EmitStrategy;
import io.millrace.streams.kstream.TimeWindows;
import io.millrace.streams.kstream.Windows;
import io.millrace.streams.kstream.internals.TimeWindow;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Windowed aggregations. The expected lines were checked against Kafka Streams 4.3.1. */
class WindowAggregateOperatorTest {

    private static final TimeWindows TUMBLING = TimeWindows.ofSizeWithNoGrace(Duration.ofMillis(10));
    private static final TimeWindows HOPPING = TimeWindows.ofSizeAndGrace(Duration.ofMillis(10), Duration.ofMillis(2))
            .advanceBy(Duration.ofMillis(5));

    @ParameterizedTest
    @EnumSource(names = {"AT_ONCE", "HELD_BACK"})
    void hoppingWindowsOverlapAndCloseOneByOne(Run run) {
        OperatorKit kit = joining(run, HOPPING);

        kit.expect(
                "k,a,0 -> k[0,10)=a@0#a",
                "k,b,4 -> k[0,10)=ab@4#b",
                "k,c,5 -> k[0,10)=abc@5#c  k[5,15)=c@5#c",
                "null,d,50 ->",
                "k,null,9 -> k[0,10)=abcnull@9#null  k[5,15)=cnull@9#null",
                "k,e,10 -> k[5,15)=cnulle@10#e  k[10,20)=e@10#e",
                "k,f,11 -> k[5,15)=cnullef@11#f  k[10,20)=ef@11#f",
                "k,g,9 -> k[0,10)=abcnullg@9#g  k[5,15)=cnullefg@11#g",
                "k,h,12 -> k[5,15)=cnullefgh@12#h  k[10,20)=efh@12#h",
                "k,i,9 -> k[5,15)=cnullefghi@12#i",
                "k,j,17 -> k[10,20)=efhj@17#j  k[15,25)=j@17#j",
                "k,x,17 -> k[10,20)=null@17#x  k[15,25)=null@17#x",
                "k,y,17 -> k[10,20)=y@17#y  k[15,25)=y@17#y",
                "k,z,9 ->");
        // one without key, one of i's two windows, both of z's
        assertThat(kit.dropped()).isEqualTo(4);
    }

    private static OperatorKit joining(Run run, Windows<?> windows) {
        OperatorKit kit = new OperatorKit(run);
        kit.addWindows("w", windows.size());
        return kit.then(new WindowAggregateOperator<String, String, String>(
                        TableShape.stored("w"),
                        windows,
                        EmitStrategy.onWindowUpdate(),
                        () -> "",
                        (key, value, aggregate) -> "x".equals(value) ? null : aggregate + value))
                .then(new TableToStreamOperator<>());
    }

    @ParameterizedTest
    @EnumSource
    void countCountsNullsAndTheEndIsNotInTheWindow(Run run) {
        OperatorKit kit = new OperatorKit(run);
        kit.addWindows("w", 10);
        kit.then(counting(TableShape.stored("w"))).then(new TableToStreamOperator<>());

        kit.expect(
                "k,null,0 -> k[0,10)=1@0#null",
                "k,null,9 -> k[0,10)=2@9#null",
                "k,a,10 -> k[10,20)=1@10#a",
                "k,a,19 -> k[10,20)=2@19#a");
        assertThat(kit.dropped()).isZero();
    }

    @Test
    void withoutGraceAWindowClosesWhenStreamTimeReachesItsEnd() {
        OperatorKit kit = joining(Run.AT_ONCE, TUMBLING);

        kit.expect("k,a,9 -> k[0,10)=a@9#a", "k,b,0 -> k[0,10)=ab@9#b", "k,c,10 -> k[10,20)=c@10#c", "k,d,9 ->");
        assertThat(kit.dropped()).isEqualTo(1);
    }

    @Test
    void streamTimeStartsAnewAfterARestart() {
        OperatorKit kit = joining(Run.AT_ONCE_RESTARTING, TUMBLING);

        kit.expect("k,a,9 -> k[0,10)=a@9#a", "k,c,10 -> k[10,20)=c@10#c", "k,d,9 -> k[0,10)=ad@9#d");
    }

    @Test
    void atOnceTheFirstOldValueIsTheInitialOne() {
        OperatorKit kit = countingWithOldValues(Run.AT_ONCE);

        kit.expect("k,a,1 -> k[0,10)=(0>1)@1#a", "k,b,2 -> k[0,10)=(1>2)@2#b", "k,c,1 -> k[0,10)=(2>3)@2#c");
    }

    @Test
    void heldBackTheFirstOldValueIsNull() {
        OperatorKit kit = countingWithOldValues(Run.HELD_BACK);

        kit.expect("k,a,1 -> k[0,10)=(null>1)@1#a", "k,b,2 -> k[0,10)=(1>2)@2#b", "k,c,1 -> k[0,10)=(2>3)@2#c");
    }

    private static OperatorKit countingWithOldValues(Run run) {
        TableShape shape = TableShape.stored("w");
        shape.requestOldValues(true);
        OperatorKit kit = new OperatorKit(run);
        kit.addWindows("w", 10);
        return kit.then(counting(shape));
    }

    private static WindowAggregateOperator<String, String, Long> counting(TableShape shape) {
        return new WindowAggregateOperator<>(
                shape, TUMBLING, EmitStrategy.onWindowUpdate(), Counting.initializer(), Counting.aggregator());
    }

    @Test
    void reduceTakesNullValuesLikeOthers() {
        OperatorKit kit = reducing(Run.AT_ONCE);

        kit.expect(
                "k,null,0 -> k[0,10)=null@0#null",
                "k,a,3 -> k[0,10)=a@3#a",
                "k,b,2 -> k[0,10)=ab@3#b",
                "k,null,9 -> k[0,10)=null@9#null",
                "k,a,1 -> k[0,10)=a@1#a");
    }

    @ParameterizedTest
    @EnumSource(names = {"HELD_BACK", "HELD_BACK_RESTARTING"})
    void reduceHoldsBackNothingForAWindowThatNeverWas(Run run) {
        OperatorKit kit = reducing(run);

        kit.expect("k,null,0 ->", "k,a,3 -> k[0,10)=a@3#a", "k,null,9 -> k[0,10)=null@9#null");
    }

    private static OperatorKit reducing(Run run) {
        OperatorKit kit = new OperatorKit(run);
        kit.addWindows("w", 10);
        return kit.then(new WindowAggregateOperator<String, String, String>(
                        TableShape.stored("w"),
                        TUMBLING,
                        EmitStrategy.onWindowUpdate(),
                        Reducing.initializer(),
                        Reducing.aggregator((before, value) -> value == null ? null : before + value)))
                .then(new TableToStreamOperator<>());
    }

    @Test
    void theLastWindowsBeforeTheEndOfTimeAreCut() {
        OperatorKit kit = joining(Run.AT_ONCE, TUMBLING);
        long last = Long.MAX_VALUE - 1;

        kit.feed("k", "a", last);

        long start = last / 10 * 10;
        assertThat(kit.takeResults()).isEqualTo("k[" + start + "," + Long.MAX_VALUE + ")=a@" + last + "#a");
    }

    @Test
    void windowsOfAUsersOwnKindAreAskedForTheirs() {
        OperatorKit kit = joining(Run.AT_ONCE, new FirstMillisecond());

        kit.expect("k,a,3 -> k[3,4)=a@3#a", "k,b,3 -> k[3,4)=ab@3#b", "k,c,5 -> k[5,6)=c@5#c", "k,d,4 ->");
        assertThat(kit.dropped()).isEqualTo(1);
    }

    /** A window per millisecond; the next one closes it, with a grace period of none. */
    private static final class FirstMillisecond extends Windows<TimeWindow> {

        @Override
        public Map<Long, TimeWindow> windowsFor(long timestamp) {
            return Map.of(timestamp, new TimeWindow(timestamp, timestamp + 1));
        }

        @Override
        public long size() {
            return 1;
        }

        @Override
        public long gracePeriodMs() {
            return 0;
        }
    }

    @Test
    void countsOffTheSameWindowsAsTheDefinitionForRandomSizes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            int size = 1 + random.nextInt(20);
            int advance = 1 + random.nextInt(size);
            long grace = random.nextInt(10);
            TimeWindows windows = TimeWindows.ofSizeAndGrace(Duration.ofMillis(size), Duration.ofMillis(grace))
                    .advanceBy(Duration.ofMillis(advance));
            OperatorKit arithmetic = joining(Run.AT_ONCE, windows);
            OperatorKit asked = joining(Run.AT_ONCE, new Asked(windows));
            for (int r = 0; r < 20; r++) {
                long timestamp = random.nextInt(60);
                arithmetic.feed("k", "v", timestamp);
                asked.feed("k", "v", timestamp);
            }

            assertThat(arithmetic.takeResults())
                    .as("seed %d, round %d, %s", seed, i, windows)
                    .isEqualTo(asked.takeResults());
            assertThat(arithmetic.dropped()).as("seed %d, round %d", seed, i).isEqualTo(asked.dropped());
        }
    }

    /** Time windows that the operator cannot recognise. */
    private static final class Asked extends Windows<TimeWindow> {

        private final TimeWindows windows;

        Asked(TimeWindows windows) {
            this.windows = windows;
        }

        @Override
        public Map<Long, TimeWindow> windowsFor(long timestamp) {
            return windows.windowsFor(timestamp);
        }

        @Override
        public long size() {
            return windows.size();
        }

        @Override
        public long gracePeriodMs() {
            return windows.gracePeriodMs();
        }
    }
}
