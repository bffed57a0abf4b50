package io.millrace.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.JoinWindows;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.StreamJoined;
import io.millrace.streams.kstream.ValueJoinerWithKey;
import io.millrace.streams.state.BuiltInDslStoreSuppliers;
import io.millrace.streams.state.Stores;
import io.millrace.streams.state.WindowBytesStoreSupplier;
import io.millrace.streams.test.TestRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.BiFunction;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What joins of two streams give, and when. Everything that is expected here was seen on Kafka Streams 4.3.1, where
 * this class passes as well once the package's name is changed.
 */
class StreamJoinTest {

    private static final ValueJoinerWithKey<String, String, String, String> JOINER =
            (key, value, other) -> value + "+" + other;
    private static final JoinWindows TEN = JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ofMillis(10));
    private static final JoinWindows TEN_AND_FIVE =
            JoinWindows.ofTimeDifferenceAndGrace(Duration.ofMillis(10), Duration.ofMillis(5));

    private TopologyTestDriver driver;

    @AfterEach
    void close() {
        if (driver != null) {
            driver.close();
        }
    }

    private void run(
            Properties config,
            BiFunction<KStream<String, String>, KStream<String, String>, KStream<String, String>> join) {
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        StreamsBuilder builder = new StreamsBuilder();
        Consumed<String, String> strings = Consumed.with(Serdes.String(), Serdes.String());
        join.apply(builder.stream("left", strings), builder.stream("right", strings))
                .to("out");
        driver = new TopologyTestDriver(builder.build(config), config);
    }

    private void inner(JoinWindows windows) {
        run(new Properties(), (left, right) -> left.join(right, JOINER, windows));
    }

    private void left(JoinWindows windows) {
        run(new Properties(), (left, right) -> left.leftJoin(right, JOINER, windows));
    }

    private void outer(JoinWindows windows) {
        run(new Properties(), (left, right) -> left.outerJoin(right, JOINER, windows));
    }

    /** Pipes "L key value time" or "R key value time", and returns what comes out. */
    private List<String> pipe(String record) {
        String[] parts = record.split(" ", -1);
        String key = parts[1].equals("null") ? null : parts[1];
        String value = parts[2].equals("null") ? null : parts[2];
        String topic = parts[0].equals("L") ? "left" : "right";
        driver.createInputTopic(topic, new StringSerializer(), new StringSerializer())
                .pipeInput(key, value, Long.parseLong(parts[3]));
        return out();
    }

    private List<String> pipeAll(String... records) {
        List<String> out = new ArrayList<>();
        for (String record : records) {
            out.addAll(pipe(record));
        }
        return out;
    }

    /** What has come out since the last call, each {@code key=value@timestamp}. */
    private List<String> out() {
        List<String> records = new ArrayList<>();
        for (TestRecord<String, String> record : driver.createOutputTopic(
                        "out", new StringDeserializer(), new StringDeserializer())
                .readRecordsToList()) {
            records.add(record.key() + "=" + record.value() + "@" + record.timestamp());
        }
        return records;
    }

    @Test
    void joinsUpToBothEndsOfTheWindow() {
        inner(TEN);

        assertThat(pipe("L k a 100")).isEmpty();
        assertThat(pipe("R k x 89")).isEmpty();
        assertThat(pipe("R k y 90")).containsExactly("k=a+y@100");
        assertThat(pipe("R k z 110")).containsExactly("k=a+z@110");
        assertThat(pipe("R k w 111")).isEmpty();
        assertThat(pipe("L other b 100")).isEmpty();
    }

    @Test
    void findsEachPairOnceAndTheOlderPartnersFirst() {
        inner(TEN);

        assertThat(pipeAll("L k a 5", "L k b 3", "L k c 5", "L k d 4")).isEmpty();
        assertThat(pipe("R k x 4")).containsExactly("k=b+x@4", "k=d+x@4", "k=a+x@5", "k=c+x@5");
        assertThat(pipe("L k e 0")).containsExactly("k=e+x@4");
        assertThat(pipe("R k x 4")).containsExactly("k=e+x@4", "k=b+x@4", "k=d+x@4", "k=a+x@5", "k=c+x@5");
    }

    @Test
    void windowsMayReachFurtherIntoTheFutureThanIntoThePast() {
        inner(TEN.before(Duration.ofMillis(2)).after(Duration.ofMillis(20)));

        assertThat(pipeAll("L k a 100", "R k x 97")).isEmpty();
        assertThat(pipe("R k y 98")).containsExactly("k=a+y@100");
        assertThat(pipe("R k z 120")).containsExactly("k=a+z@120");
        assertThat(pipe("R k w 121")).isEmpty();
        assertThat(pipe("L k b 123")).containsExactly("k=b+w@123");
        assertThat(pipe("L k c 124")).isEmpty();
    }

    @Test
    void aPartnerCanBeAskedToBeLater() {
        inner(TEN.before(Duration.ofMillis(-3)));

        assertThat(pipeAll("L k a 100", "R k x 102")).isEmpty();
        assertThat(pipe("R k y 103")).containsExactly("k=a+y@103");
        assertThat(pipe("L k b 99")).containsExactly("k=b+x@102", "k=b+y@103");
    }

    @Test
    void aPartnerCanBeAskedToBeEarlier() {
        inner(TEN.after(Duration.ofMillis(-3)));

        assertThat(pipeAll("L k a 100", "R k x 98")).isEmpty();
        assertThat(pipe("R k y 97")).containsExactly("k=a+y@100");
        assertThat(pipe("R k z 90")).containsExactly("k=a+z@100");
        assertThat(pipe("R k w 89")).isEmpty();
    }

    @Test
    void windowsOfSizeZeroJoinEqualTimestamps() {
        outer(JoinWindows.ofTimeDifferenceAndGrace(Duration.ZERO, Duration.ofMillis(1)));

        assertThat(pipeAll("L k a 5", "R k x 7")).containsExactly("k=a+null@5");
        assertThat(pipe("L k b 7")).containsExactly("k=b+x@7");
        assertThat(pipe("L k c 8")).isEmpty();
        assertThat(pipe("L k d 10")).containsExactly("k=c+null@8");
    }

    @Test
    void windowsOfSizeZeroWithoutGraceKeepNothing() {
        inner(JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ZERO));

        assertThat(pipeAll("L k a 5", "R k x 5")).isEmpty();
    }

    @Test
    void dropsRecordsWithoutKeyOrValueInAnInnerJoin() {
        inner(TEN);

        assertThat(pipeAll("L null a 1", "L k null 2", "R null x 3", "R k null 4", "R k x 5", "L k a 5"))
                .containsExactly("k=a+x@5");
    }

    @Test
    void aLeftJoinSaysThatThereIsNoPartnerWhenTheWindowIsOver() {
        left(TEN);

        assertThat(pipe("L k a 100")).isEmpty();
        assertThat(pipe("R other x 110")).isEmpty();
        assertThat(pipe("R other x 111")).containsExactly("k=a+null@100");
        assertThat(pipe("R other x 150")).isEmpty();
    }

    @Test
    void aLeftJoinWaitsForTheGracePeriodToo() {
        left(TEN_AND_FIVE);

        assertThat(pipeAll("L k a 100", "L k b 101")).isEmpty();
        assertThat(pipe("L z c 115")).isEmpty();
        assertThat(pipe("L z c 116")).containsExactly("k=a+null@100");
        assertThat(pipe("R k x 111")).containsExactly("k=b+x@111");
        assertThat(pipe("L z d 150")).containsExactly("z=c+null@115", "z=c+null@116");
    }

    @Test
    void aLeftJoinIgnoresThatASecondStreamsRecordIsAlone() {
        left(TEN);

        assertThat(pipeAll("R k x 100", "R k y 200", "L other a 300")).isEmpty();
    }

    @Test
    void aPartnerInTimePreventsTheLeftResult() {
        left(TEN_AND_FIVE);

        assertThat(pipeAll("L k a 100", "L k b 100", "L j c 100")).isEmpty();
        assertThat(pipe("R k x 105")).containsExactly("k=a+x@105", "k=b+x@105");
        assertThat(pipe("L z d 200")).containsExactly("j=c+null@100");
    }

    @Test
    void anOuterJoinLetsBothStreamsRecordsGoAloneInTheOrderOfTheirTimes() {
        outer(TEN);

        assertThat(pipeAll("L b l1 5", "R a r1 4", "R b r2 3", "L a l2 4", "L c l3 4", "R d r3 4", "R d r4 4"))
                .containsExactly("b=l1+r2@5", "a=l2+r1@4");
        assertThat(pipe("R z r5 100")).containsExactly("d=null+r3@4", "d=null+r4@4", "c=l3+null@4");
    }

    @Test
    void anOuterJoinClosesEachSideByItsOwnWindow() {
        outer(JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ofMillis(5)).after(Duration.ofMillis(20)));

        assertThat(pipeAll("L l a 100", "R r x 100")).isEmpty();
        assertThat(pipe("L z b 106")).isEmpty();
        assertThat(pipe("R z c 106")).containsExactly("r=null+x@100", "z=b+c@106");
        assertThat(pipe("R z d 121")).containsExactly("l=a+null@100", "z=b+d@121");
    }

    @Test
    void onlyARecordAsLateAsStreamTimeLetsOthersGo() {
        left(TEN);

        assertThat(pipeAll("L k a 100", "L z null 200")).isEmpty();
        assertThat(pipe("R y x 150")).isEmpty();
        assertThat(pipe("R y x 200")).containsExactly("k=a+null@100");
    }

    @Test
    void aRecordThatComesAfterItsWindowGoesAtOnce() {
        left(TEN_AND_FIVE);

        assertThat(pipe("L k a 100")).isEmpty();
        assertThat(pipe("L late b 89")).containsExactly("late=b+null@89");
        assertThat(pipe("L late c 90")).isEmpty();
        assertThat(pipe("R z x 116")).containsExactly("late=c+null@90", "k=a+null@100");
    }

    @Test
    void recordsOlderThanWindowAndGraceFindNoPartner() {
        inner(TEN_AND_FIVE);

        assertThat(pipeAll("L k old 75", "L k a 76", "L k b 100")).isEmpty();
        assertThat(pipe("R k x 76")).containsExactly("k=a+x@76");
        assertThat(pipe("R k y 75")).containsExactly("k=a+y@76");
    }

    @Test
    void aLeftRecordWithoutKeyGoesAtOnceAndOneWithoutValueIsDropped() {
        left(TEN);

        assertThat(pipe("L null a 1")).containsExactly("null=a+null@1");
        assertThat(pipe("L null null 2")).isEmpty();
        assertThat(pipe("L k null 3")).isEmpty();
        assertThat(pipe("R null x 4")).isEmpty();
        assertThat(pipe("R k null 5")).isEmpty();
    }

    @Test
    void inAnOuterJoinBothStreamsRecordsWithoutKeyGoAtOnce() {
        outer(TEN);

        assertThat(pipe("L null a 1")).containsExactly("null=a+null@1");
        assertThat(pipe("R null x 2")).containsExactly("null=null+x@2");
    }

    @Test
    void recordsWithoutKeyPassTheRepartitionTopicOfALeftJoin() {
        run(
                new Properties(),
                (left, right) -> left.selectKey((key, value) -> value.equals("none") ? null : key)
                        .leftJoin(right.selectKey((key, value) -> value.equals("none") ? null : key), JOINER, TEN));

        assertThat(pipe("L k none 1")).containsExactly("null=none+null@1");
        assertThat(pipe("R k none 2")).isEmpty();
        assertThat(pipeAll("L k a 3", "R k x 4")).containsExactly("k=a+x@4");
    }

    @Test
    void dropsRecordsWithoutKeyBeforeTheRepartitionTopicOfAnInnerJoin() {
        run(
                new Properties(),
                (left, right) -> left.selectKey((key, value) -> value.equals("none") ? null : key)
                        .join(right, JOINER, TEN));

        assertThat(pipeAll("L k none 1", "L k a 3", "R k x 4")).containsExactly("k=a+x@4");
    }

    @Test
    @SuppressWarnings("deprecation") // what is tested
    void oldWindowsTellAtOnceThatThereIsNoPartnerEvenIfOneComesLater() {
        left(JoinWindows.of(Duration.ofMillis(10)));

        assertThat(pipe("L k a 100")).containsExactly("k=a+null@100");
        assertThat(pipe("R k x 105")).containsExactly("k=a+x@105");
        assertThat(pipe("R other x 1000")).isEmpty();
    }

    @Test
    @SuppressWarnings("deprecation") // what is tested
    void oldWindowsTellAtOnceForBothStreamsInAnOuterJoin() {
        outer(JoinWindows.of(Duration.ofMillis(10)).grace(Duration.ofMillis(5)));

        assertThat(pipe("R k x 100")).containsExactly("k=null+x@100");
        assertThat(pipe("L k a 105")).containsExactly("k=a+x@105");
        assertThat(pipe("L j b 105")).containsExactly("j=b+null@105");
    }

    @Test
    void whatWasSeenLastInAPassDecidesWhenTheNextOneIsMade() {
        outer(TEN);

        assertThat(pipeAll("L a l 100", "R b r 108", "L c l 108", "L d l 110", "L e l 111"))
                .containsExactly("a=l+null@100");
        assertThat(pipeAll("L z l 119", "L z l 120")).isEmpty();
        assertThat(pipe("L z l 121")).containsExactly("b=null+r@108", "c=l+null@108", "d=l+null@110");
    }

    @Test
    void aPassThatEndsBetweenEqualRecordsTakesTheirTimeForTheEarliest() {
        outer(TEN);

        assertThat(pipeAll("L a l 100", "R b r 105", "L c l1 106", "L c l2 106", "L d l 109", "L e l 111"))
                .containsExactly("a=l+null@100");
        assertThat(pipe("L z l 116")).isEmpty();
        assertThat(pipe("L z l 117")).containsExactly("b=null+r@105", "c=l1+null@106", "c=l2+null@106");
    }

    @Test
    void theResultsOfWaitingRecordsComeBeforeThoseOfTheRecordThatLetThemGo() {
        outer(TEN);

        assertThat(pipeAll("L k a 100", "R j x 115")).containsExactly("k=a+null@100");
        assertThat(pipe("L j b 125")).containsExactly("j=b+x@125");
        assertThat(pipeAll("R q y 130", "L q c 141")).containsExactly("q=null+y@130");
    }

    @Test
    void looksForWaitingRecordsNoMoreThanOncePerInterval() {
        Properties config = new Properties();
        config.put("__emit.interval.ms.kstreams.outer.join.spurious.results.fix__", 1000L);
        run(config, (left, right) -> left.leftJoin(right, JOINER, TEN));

        assertThat(pipeAll("L a v 100", "L b v 111")).isEmpty();
        driver.advanceWallClockTime(Duration.ofMillis(999));
        assertThat(pipe("L c v 112")).isEmpty();
        driver.advanceWallClockTime(Duration.ofMillis(1));
        assertThat(pipe("L d v 113")).containsExactly("a=v+null@100");
        assertThat(pipe("L e v 122")).isEmpty();
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(pipe("L f v 123")).containsExactly("b=v+null@111", "c=v+null@112");
    }

    @Test
    void headersAreThoseOfTheRecordThatCausedTheResult() {
        outer(TEN);
        pipeWithHeader("left", "a", "1", 100);
        pipeWithHeader("right", "a", "2", 101);
        pipeWithHeader("left", "b", "3", 102);
        pipeWithHeader("right", "z", "4", 200);

        List<String> headers = new ArrayList<>();
        driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer())
                .readRecordsToList()
                .forEach(record -> headers.add(record.key()
                        + new String(record.headers().lastHeader("h").value(), StandardCharsets.UTF_8)));
        assertThat(headers).containsExactly("a2", "b4");
    }

    private void pipeWithHeader(String topic, String key, String header, long timestamp) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("h", header.getBytes(StandardCharsets.UTF_8));
        driver.createInputTopic(topic, new StringSerializer(), new StringSerializer())
                .pipeInput(new TestRecord<>(key, "v", headers, timestamp));
    }

    @Test
    void aStreamCanBeJoinedWithItself() {
        run(new Properties(), (left, right) -> left.join(left, JOINER, TEN));

        assertSelfJoin();
    }

    @Test
    void aStreamJoinedWithItselfGivesTheSameWithOneStore() {
        Properties config = new Properties();
        config.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.SINGLE_STORE_SELF_JOIN);
        run(config, (left, right) -> left.join(left, JOINER, TEN));

        assertSelfJoin();
        assertThat(driver.getAllStateStores()).hasSize(1);
    }

    private void assertSelfJoin() {
        assertThat(pipe("L k a 100")).containsExactly("k=a+a@100");
        assertThat(pipe("L k b 105")).containsExactly("k=b+a@105", "k=a+b@105", "k=b+b@105");
        assertThat(pipe("L k c 102")).containsExactly("k=c+a@102", "k=c+b@105", "k=a+c@102", "k=c+c@102", "k=b+c@105");
        assertThat(pipe("L j d 87")).containsExactly("j=d+d@87");
        assertThat(pipe("L k e 130")).containsExactly("k=e+e@130");
        assertThat(pipeAll("L k null 131", "L null x 131")).isEmpty();
    }

    @Test
    void aSelfJoinWithOneStoreDropsWhatIsOlderThanTheRetention() {
        Properties config = new Properties();
        config.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);
        run(config, (left, right) -> left.leftJoin(left, JOINER, TEN));

        assertThat(pipe("L k a 100")).containsExactly("k=a+a@100");
        assertThat(pipe("L k b 82")).containsExactly("k=b+b@82");
        assertThat(pipe("L k c 81")).containsExactly("k=c+b@82", "k=b+c@82");
        assertThat(pipe("L null c 100")).isEmpty();
    }

    @Test
    void worksOnStoresInMemory() {
        run(
                new Properties(),
                (left, right) -> left.outerJoin(
                        right, JOINER, TEN_AND_FIVE, StreamJoined.with(BuiltInDslStoreSuppliers.IN_MEMORY)));

        assertThat(pipeAll("L k a 100", "R k x 101", "L j b 102", "R i y 103")).containsExactly("k=a+x@101");
        assertThat(pipe("L z c 200")).containsExactly("j=b+null@102", "i=null+y@103");
    }

    @Test
    void worksOnStoresOfTheUsersSuppliers() {
        run(
                new Properties(),
                (left, right) -> left.outerJoin(
                        right,
                        JOINER,
                        TEN,
                        StreamJoined.with(supplier("this", 20, 20, true), supplier("other", 20, 20, true))));

        assertThat(pipeAll("L k a 100", "R k x 101", "L k b 101")).containsExactly("k=a+x@101", "k=b+x@101");
        assertThat(driver.getAllStateStores()).containsKeys("this", "other", "this-outer-shared-join-store");
    }

    @Test
    void refusesStoresThatDoNotFitTheWindows() {
        assertRefused(supplier("this", 20, 20, false), null);
        assertRefused(supplier("this", 25, 20, true), null);
        assertRefused(null, supplier("other", 20, 15, true));
        assertRefused(supplier("same", 20, 20, true), supplier("same", 20, 20, true));
    }

    private void assertRefused(WindowBytesStoreSupplier first, WindowBytesStoreSupplier second) {
        assertThatThrownBy(() -> run(
                        new Properties(),
                        (left, right) -> left.join(right, JOINER, TEN, StreamJoined.with(first, second))))
                .isInstanceOf(StreamsException.class);
    }

    private static WindowBytesStoreSupplier supplier(
            String name, long retentionMs, long sizeMs, boolean retainDuplicates) {
        return Stores.persistentWindowStore(
                name, Duration.ofMillis(retentionMs), Duration.ofMillis(sizeMs), retainDuplicates);
    }

    @Test
    void theJoinerMayLookAtTheKey() {
        run(
                new Properties(),
                (left, right) -> left.leftJoin(right, (key, value, other) -> key + ":" + value + ":" + other, TEN));

        assertThat(pipeAll("L k a 1", "R k x 2", "L j b 3", "L z c 100")).containsExactly("k=k:a:x@2", "j=j:b:null@3");
    }

    @Test
    void aJoinOfJoinsSeesTheirResultsInOrder() {
        run(new Properties(), (left, right) -> left.join(right, JOINER, TEN).outerJoin(left, JOINER, TEN));

        assertThat(pipeAll("L k a 1", "R k x 2")).containsExactly("k=a+x+a@2");
        assertThat(pipe("L j b 50")).isEmpty();
        assertThat(pipe("L z c 100")).containsExactly("j=null+b@50");
    }
}
