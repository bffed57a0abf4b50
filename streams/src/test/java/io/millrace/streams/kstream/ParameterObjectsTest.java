package io.millrace.streams.kstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.millrace.streams.AutoOffsetReset;
import io.millrace.streams.processor.StreamPartitioner;
import io.millrace.streams.processor.TimestampExtractor;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

/** The parameter objects without rules of their own: each setting goes where it belongs and leaves the others alone. */
class ParameterObjectsTest {

    private final Serde<String> keys = Serdes.String();
    private final Serde<Long> values = Serdes.Long();
    private final Serde<Integer> otherValues = Serdes.Integer();
    private final TimestampExtractor extractor = (record, partitionTime) -> 42;
    private final StreamPartitioner<String, Long> partitioner =
            (topic, key, value, partitions) -> Optional.of(Set.of(0));

    @Test
    void consumedKeepsAllSettings() {
        Consumed<String, Long> consumed = Consumed.<String, Long>as("source")
                .withKeySerde(keys)
                .withValueSerde(values)
                .withTimestampExtractor(extractor)
                .withOffsetResetPolicy(AutoOffsetReset.earliest());

        assertThat(consumed.keySerde).isSameAs(keys);
        assertThat(consumed.valueSerde).isSameAs(values);
        assertThat(consumed.timestampExtractor).isSameAs(extractor);
        assertThat(consumed.resetPolicy).isEqualTo(AutoOffsetReset.earliest());
        assertThat(consumed.processorName).isEqualTo("source");
        assertThat(new Consumed<>(consumed).processorName).isEqualTo("source");
    }

    @Test
    void consumedStartsWithNothingButWhatWasGiven() {
        assertThat(Consumed.with(keys, values).keySerde).isSameAs(keys);
        assertThat(Consumed.with(keys, values).resetPolicy).isNull();
        assertThat(Consumed.with(extractor).timestampExtractor).isSameAs(extractor);
        assertThat(Consumed.with(AutoOffsetReset.latest()).resetPolicy).isEqualTo(AutoOffsetReset.latest());
        assertThat(Consumed.with(keys, values, extractor, AutoOffsetReset.latest()).timestampExtractor)
                .isSameAs(extractor);
        assertThat(Consumed.with(keys, null).valueSerde).isNull();
    }

    @Test
    void consumedIsNeverChanged() {
        Consumed<String, Long> consumed = Consumed.with(keys, values);

        Consumed<String, Long> named = consumed.withName("source");

        assertThat(consumed.processorName).isNull();
        assertThat(named.processorName).isEqualTo("source");
    }

    @Test
    void consumedIsComparedWithoutItsName() {
        Consumed<String, Long> consumed = Consumed.with(keys, values);

        assertThat(consumed).isEqualTo(consumed.withName("source")).hasSameHashCodeAs(consumed.withName("source"));
        assertThat(consumed).isNotEqualTo(consumed.withTimestampExtractor(extractor));
    }

    @Test
    void producedKeepsAllSettingsInPlace() {
        Produced<String, Long> produced = Produced.as("sink");

        Produced<String, Long> result = produced.withKeySerde(keys)
                .withValueSerde(values)
                .withStreamPartitioner(partitioner)
                .withName("other-sink");

        assertThat(result).isSameAs(produced);
        assertThat(produced.keySerde).isSameAs(keys);
        assertThat(produced.valueSerde).isSameAs(values);
        assertThat(produced.partitioner).isSameAs(partitioner);
        assertThat(new Produced<>(produced).processorName).isEqualTo("other-sink");
    }

    @Test
    void producedStartsWithNothingButWhatWasGiven() {
        assertThat(Produced.with(keys, values, partitioner).partitioner).isSameAs(partitioner);
        assertThat(Produced.with(keys, values).partitioner).isNull();
        assertThat(Produced.keySerde(keys).keySerde).isSameAs(keys);
        assertThat(Produced.valueSerde(values).valueSerde).isSameAs(values);
        assertThat(Produced.streamPartitioner(partitioner).partitioner).isSameAs(partitioner);
        assertThat(Produced.with(keys, values))
                .isEqualTo(Produced.with(keys, values).withName("sink"));
        assertThat(Produced.with(keys, values)).isNotEqualTo(Produced.with(keys, values, partitioner));
    }

    @Test
    void groupedKeepsAllSettings() {
        Grouped<String, Long> grouped = Grouped.<String, Long>as("a")
                .withName("by-word")
                .withKeySerde(keys)
                .withValueSerde(values);

        assertThat(new Grouped<>(grouped).name).isEqualTo("by-word");
        assertThat(grouped.keySerde).isSameAs(keys);
        assertThat(grouped.valueSerde).isSameAs(values);
        assertThat(Grouped.with("by-word", keys, values).name).isEqualTo("by-word");
        assertThat(Grouped.with(keys, values).name).isNull();
        assertThat(Grouped.keySerde(keys).keySerde).isSameAs(keys);
        assertThat(Grouped.valueSerde(values).valueSerde).isSameAs(values);
    }

    @Test
    void joinedKeepsAllSettings() {
        Joined<String, Long, Integer> joined = Joined.<String, Long, Integer>as("a")
                .withName("enrich")
                .withKeySerde(keys)
                .withValueSerde(values)
                .withOtherValueSerde(otherValues);

        assertThat(new Joined<>(joined).name).isEqualTo("enrich");
        assertThat(joined.keySerde).isSameAs(keys);
        assertThat(joined.leftValueSerde).isSameAs(values);
        assertThat(joined.rightValueSerde).isSameAs(otherValues);
        assertThat(Joined.with(keys, values, otherValues, "enrich").name).isEqualTo("enrich");
        assertThat(Joined.with(keys, values, otherValues).name).isNull();
        assertThat(Joined.keySerde(keys).keySerde).isSameAs(keys);
        assertThat(Joined.valueSerde(values).leftValueSerde).isSameAs(values);
        assertThat(Joined.otherValueSerde(otherValues).rightValueSerde).isSameAs(otherValues);
    }

    @Test
    void repartitionedKeepsAllSettings() {
        Repartitioned<String, Long> repartitioned = Repartitioned.<String, Long>as("a")
                .withName("by-city")
                .withKeySerde(keys)
                .withValueSerde(values)
                .withNumberOfPartitions(7)
                .withStreamPartitioner(partitioner);

        assertThat(new Repartitioned<>(repartitioned).name).isEqualTo("by-city");
        assertThat(repartitioned.keySerde).isSameAs(keys);
        assertThat(repartitioned.valueSerde).isSameAs(values);
        assertThat(repartitioned.numberOfPartitions).isEqualTo(7);
        assertThat(repartitioned.partitioner).isSameAs(partitioner);
        assertThat(Repartitioned.with(keys, values).numberOfPartitions).isNull();
        assertThat(Repartitioned.numberOfPartitions(3).numberOfPartitions).isEqualTo(3);
        assertThat(Repartitioned.streamPartitioner(partitioner).partitioner).isSameAs(partitioner);
    }

    @Test
    void branchedKeepsAllSettings() {
        Function<KStream<String, Long>, KStream<String, Long>> function = Function.identity();
        Consumer<KStream<String, Long>> consumer = stream -> {};

        assertThat(Branched.as("large").name).isEqualTo("large");
        assertThat(Branched.as("large").withName("small").name).isEqualTo("small");
        assertThat(Branched.withFunction(function).chainFunction).isSameAs(function);
        assertThat(Branched.withFunction(function, "large").withName("small").chainFunction)
                .isSameAs(function);
        assertThat(Branched.withConsumer(consumer).chainConsumer).isSameAs(consumer);
        assertThat(new Branched<>(Branched.withConsumer(consumer, "large")).name)
                .isEqualTo("large");
        assertThat(Branched.withConsumer(consumer).name).isNull();
    }

    @Test
    void branchedRefusesToDoWithoutItsSubject() {
        assertThatNullPointerException().isThrownBy(() -> Branched.as(null)).withMessageContaining("name: null");
        assertThatNullPointerException()
                .isThrownBy(() -> Branched.withFunction(null))
                .withMessageContaining("chain: null");
        assertThatNullPointerException()
                .isThrownBy(() -> Branched.withConsumer(null))
                .withMessageContaining("chain: null");
    }
}
