package io.millrace.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.errors.DeserializationExceptionHandler;
import io.millrace.streams.errors.ErrorHandlerContext;
import io.millrace.streams.errors.ProcessingExceptionHandler;
import io.millrace.streams.errors.ProductionExceptionHandler;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.processor.ProcessorContext;
import io.millrace.streams.processor.api.Record;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exception handlers that were written for older forms of the interfaces. */
@SuppressWarnings("deprecation") // the older forms are what is tested
class OlderHandlersTest {

    private static final List<String> SEEN = new ArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    /** Numbers as text come in, numbers go out; one that is no number cannot be read. */
    private static List<Long> run(Properties config, String... lines) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("in", Consumed.with(Serdes.String(), new NumberSerde()))
                .mapValues(number -> 100 / number)
                .to("out", Produced.with(Serdes.String(), Serdes.Long()));
        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), config)) {
            TestInputTopic<String, String> in =
                    driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            for (String line : lines) {
                in.pipeInput("key", line);
            }
            return driver.createOutputTopic("out", Serdes.String().deserializer(), new LongDeserializer())
                    .readValuesToList();
        }
    }

    private static Properties with(String name, Class<?> handler) {
        Properties config = new Properties();
        config.put(name, handler);
        return config;
    }

    @ParameterizedTest
    @ValueSource(classes = {OldestDeserialization.class, OldDeserialization.class})
    void dropsWhatCannotBeReadWhenTheHandlerSaysContinue(Class<?> handler) {
        Properties config = with(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, handler);

        assertThat(run(config, "50", "x", "20")).containsExactly(2L, 5L);
        assertThat(SEEN).containsExactly("0_0 in-0 offset 1");
    }

    @Test
    void findsAHandlerUnderTheOlderNameOfItsSetting() {
        Properties config = with("default.deserialization.exception.handler", OldestDeserialization.class);

        assertThat(run(config, "x", "20")).containsExactly(5L);
    }

    @Test
    void stopsWhenAHandlerOverridesNothing() {
        Properties config = with(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, NoDeserialization.class);

        assertThatThrownBy(() -> run(config, "x"))
                .isInstanceOf(StreamsException.class)
                .hasRootCauseInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aContextOfTheOldestFormOnlyTells() {
        Properties config =
                with(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, ForwardingDeserialization.class);

        assertThatThrownBy(() -> run(config, "x")).hasRootCauseInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void goesOnAfterAnExceptionOfAStepWhenTheHandlerSaysContinue() {
        Properties config = with(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, OldProcessing.class);

        assertThat(run(config, "50", "0", "20")).containsExactly(2L, 5L);
        assertThat(SEEN).containsExactly("KSTREAM-MAPVALUES-0000000001");
    }

    @Test
    void theOldestFormDecidesAboutAnOutput() {
        ProductionExceptionHandler handler = new OldestProduction();

        assertThat(handler.handleError(null, null, new IllegalStateException()).result())
                .isEqualTo(ProductionExceptionHandler.Result.RETRY);
        assertThat(handler.handleSerializationError(null, null, new IllegalStateException(), null)
                        .result())
                .isEqualTo(ProductionExceptionHandler.Result.FAIL);
    }

    /** Numbers written as text. */
    public static final class NumberSerde extends Serdes.WrapperSerde<Long> {
        public NumberSerde() {
            super(
                    (topic, number) -> Serdes.String().serializer().serialize(topic, Long.toString(number)),
                    (topic, bytes) ->
                            Long.parseLong(Serdes.String().deserializer().deserialize(topic, bytes)));
        }
    }

    /** Of the oldest form. */
    public static final class OldestDeserialization implements DeserializationExceptionHandler {
        @Override
        public DeserializationHandlerResponse handle(
                ProcessorContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
            SEEN.add(context.taskId() + " " + context.topic() + "-" + context.partition() + " offset "
                    + context.offset());
            return DeserializationHandlerResponse.CONTINUE;
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    /** Of the form before the present one. */
    public static final class OldDeserialization implements DeserializationExceptionHandler {
        @Override
        public DeserializationHandlerResponse handle(
                ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
            SEEN.add(context.taskId() + " " + context.topic() + "-" + context.partition() + " offset "
                    + context.offset());
            return DeserializationHandlerResponse.CONTINUE;
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    /** Decides nothing. */
    public static final class NoDeserialization implements DeserializationExceptionHandler {
        @Override
        public void configure(Map<String, ?> configs) {}
    }

    /** Wants more than to look. */
    public static final class ForwardingDeserialization implements DeserializationExceptionHandler {
        @Override
        public DeserializationHandlerResponse handle(
                ProcessorContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
            context.forward("key", 1L);
            return DeserializationHandlerResponse.CONTINUE;
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    /** Of the older form. */
    public static final class OldProcessing implements ProcessingExceptionHandler {
        @Override
        public ProcessingHandlerResponse handle(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
            SEEN.add(context.processorNodeId());
            return ProcessingHandlerResponse.CONTINUE;
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    /** Of the oldest form. */
    public static final class OldestProduction implements ProductionExceptionHandler {
        @Override
        public ProductionExceptionHandlerResponse handle(ProducerRecord<byte[], byte[]> record, Exception exception) {
            return ProductionExceptionHandlerResponse.RETRY;
        }

        @Override
        public void configure(Map<String, ?> configs) {}
    }
}
