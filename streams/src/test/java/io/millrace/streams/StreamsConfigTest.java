package io.millrace.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.streams.errors.LogAndContinueExceptionHandler;
import io.millrace.streams.errors.LogAndFailExceptionHandler;
import io.millrace.streams.processor.FailOnInvalidTimestamp;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsConfigTest {

    private static StreamsConfig config(Object... namesAndValues) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new StreamsConfig(settings);
    }

    private static StreamsConfig onKafka(Object... namesAndValues) {
        Object[] all = new Object[namesAndValues.length + 2];
        all[0] = StreamsConfig.BOOTSTRAP_SERVERS_CONFIG;
        all[1] = "localhost:9092";
        System.arraycopy(namesAndValues, 0, all, 2, namesAndValues.length);
        return config(all);
    }

    @Test
    void needsAnApplicationIdAndNothingElse() {
        assertThat(config().getString(StreamsConfig.APPLICATION_ID_CONFIG)).isEqualTo("app");
        assertThatThrownBy(() -> new StreamsConfig(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("application.id");
    }

    @Test
    void keepsStateInTheWorkingDirectoryOnTheEmbeddedLog() {
        assertThat(config().getList(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG)).isNull();
        assertThat(Path.of(config().getString(StreamsConfig.STATE_DIR_CONFIG)))
                .isEqualTo(Path.of(System.getProperty("user.dir"), "millrace"));
        assertThat(config(StreamsConfig.STATE_DIR_CONFIG, "/data").getString(StreamsConfig.STATE_DIR_CONFIG))
                .isEqualTo("/data");
    }

    @Test
    void keepsStateInTheTemporaryFolderOnKafka() {
        assertThat(Path.of(onKafka().getString(StreamsConfig.STATE_DIR_CONFIG)))
                .isEqualTo(Path.of(System.getProperty("java.io.tmpdir"), "kafka-streams"));
    }

    @Test
    void refusesAnEmptyListOfBrokers() {
        assertThatThrownBy(() -> config(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, ""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("bootstrap.servers");
    }

    @Test
    void commitsOftenOnTheEmbeddedLogAndUnderExactlyOnce() {
        String interval = StreamsConfig.COMMIT_INTERVAL_MS_CONFIG;

        assertThat(config().getLong(interval)).isEqualTo(100);
        assertThat(onKafka().getLong(interval)).isEqualTo(30_000);
        assertThat(onKafka(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2)
                        .getLong(interval))
                .isEqualTo(100);
        assertThat(config(interval, "777").getLong(interval)).isEqualTo(777);
    }

    @Test
    void refusesACommitIntervalThatIsLongerThanATransactionMayTake() {
        Object[] settings = {
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
            StreamsConfig.EXACTLY_ONCE_V2,
            StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
            20_000
        };

        assertThatThrownBy(() -> onKafka(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("commit.interval.ms: 20000 ms")
                .hasMessageContaining("producer.transaction.timeout.ms, 10000 ms");
        assertThat(config(settings).getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG))
                .isEqualTo(20_000);
        assertThat(onKafka(
                                settings[0],
                                settings[1],
                                settings[2],
                                settings[3],
                                StreamsConfig.producerPrefix("transaction.timeout.ms"),
                                "60000")
                        .getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG))
                .isEqualTo(20_000);
    }

    @Test
    void keepsSettingsThatItDoesNotKnow() {
        assertThat(config("my.own", "x", "consumer.max.poll.records", 5).originals())
                .containsEntry("my.own", "x")
                .containsEntry("consumer.max.poll.records", 5);
    }

    @Test
    void putsPrefixesBeforeNames() {
        assertThat(StreamsConfig.consumerPrefix("x")).isEqualTo("consumer.x");
        assertThat(StreamsConfig.mainConsumerPrefix("x")).isEqualTo("main.consumer.x");
        assertThat(StreamsConfig.restoreConsumerPrefix("x")).isEqualTo("restore.consumer.x");
        assertThat(StreamsConfig.globalConsumerPrefix("x")).isEqualTo("global.consumer.x");
        assertThat(StreamsConfig.producerPrefix("x")).isEqualTo("producer.x");
        assertThat(StreamsConfig.adminClientPrefix("x")).isEqualTo("admin.x");
        assertThat(StreamsConfig.topicPrefix("x")).isEqualTo("topic.x");
        assertThat(StreamsConfig.clientTagPrefix("x")).isEqualTo("client.tag.x");
    }

    @Test
    void readsTopologyOptimizations() {
        assertThat(StreamsConfig.verifyTopologyOptimizationConfigs("all")).hasSize(3);
        assertThat(StreamsConfig.verifyTopologyOptimizationConfigs("none")).isEmpty();
        assertThat(StreamsConfig.verifyTopologyOptimizationConfigs("merge.repartition.topics , single.store.self.join"))
                .containsExactly(StreamsConfig.MERGE_REPARTITION_TOPICS, StreamsConfig.SINGLE_STORE_SELF_JOIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "some", "all,none", "none,merge.repartition.topics", "merge.repartition.topics,"})
    void refusesOtherTopologyOptimizations(String text) {
        assertThatThrownBy(() -> config(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("topology.optimization: \"" + text + "\" (expected: \"all\", \"none\"");
    }

    @Test
    void makesDefaultSerdesAndSaysWhenThereIsNone() {
        StreamsConfig config = config(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);

        assertThat(config.defaultKeySerde()).isInstanceOf(Serdes.StringSerde.class);
        assertThatThrownBy(config::defaultValueSerde)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("default.value.serde: not set");
    }

    @Test
    void makesTheDefaultExtractorAndHandlers() {
        assertThat(config().defaultTimestampExtractor()).isInstanceOf(FailOnInvalidTimestamp.class);
        assertThat(config().deserializationExceptionHandler()).isInstanceOf(LogAndFailExceptionHandler.class);
        assertThat(config().productionExceptionHandler()).isNotNull();
        assertThat(config().processingExceptionHandler()).isNotNull();
    }

    @Test
    void prefersTheNewNameOfAHandlerToTheOldOne() {
        Class<?> resume = LogAndContinueExceptionHandler.class;
        Class<?> fail = LogAndFailExceptionHandler.class;
        String name = "deserialization.exception.handler";
        String olderName = "default.deserialization.exception.handler";

        assertThat(config(olderName, resume).deserializationExceptionHandler()).isInstanceOf(resume);
        assertThat(config(name, fail, olderName, resume).deserializationExceptionHandler())
                .isInstanceOf(fail);
    }

    @Test
    void readsClientTags() {
        StreamsConfig config = config(
                StreamsConfig.clientTagPrefix("zone"), "a", StreamsConfig.RACK_AWARE_ASSIGNMENT_TAGS_CONFIG, "zone");

        assertThat(config.getClientTags()).containsOnly(Map.entry("zone", "a"));
    }

    @Test
    void refusesClientTagsThatBreakTheRules() {
        String tags = StreamsConfig.RACK_AWARE_ASSIGNMENT_TAGS_CONFIG;

        assertThatThrownBy(() -> config(tags, "zone"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("rack.aware.assignment.tags: \"zone\"");
        assertThatThrownBy(() -> config("client.tag.zone", "x".repeat(31)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("client.tag.zone: value of 31 characters (expected: 1 to 30");
        assertThatThrownBy(() -> config("client.tag." + "x".repeat(21), "a"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("key of 21 characters (expected: 1 to 20");
        assertThatThrownBy(() -> config("client.tag.zone", " ")).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> config(
                        "client.tag.a",
                        1,
                        "client.tag.b",
                        2,
                        "client.tag.c",
                        3,
                        "client.tag.d",
                        4,
                        "client.tag.e",
                        5,
                        "client.tag.f",
                        6))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("6 tags (expected: at most 5)");
    }

    @Test
    void refusesStaticMembersWithTheStreamsProtocol() {
        assertThatThrownBy(() -> onKafka("group.protocol", "streams", "consumer.group.instance.id", "one"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("group.instance.id: one");
        assertThat(onKafka("group.protocol", "streams").isStreamsProtocolEnabled())
                .isTrue();
        assertThat(onKafka("consumer.group.instance.id", "one").isStreamsProtocolEnabled())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"main.consumer.", "admin.", "consumer."})
    void refusesToPushSomeMetricsOnly(String prefix) {
        String name = prefix + "enable.metrics.push";

        assertThatThrownBy(() -> onKafka(name, false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(name + ": false");
        assertThat(onKafka(name, false, "enable.metrics.push", false).getBoolean("enable.metrics.push"))
                .isFalse();
    }

    @Test
    void givesAwayACopyOfTheDefinition() {
        StreamsConfig.configDef().configKeys().clear();

        assertThat(StreamsConfig.configDef().names()).contains("application.id");
    }

    @Test
    void documentsEverySettingAndGivesItAWellFormedTable() {
        assertThat(StreamsConfig.configDef().configKeys().values())
                .allSatisfy(key -> assertThat(key.documentation).as(key.name).endsWith("."));
        assertThat(StreamsConfig.configDef().toHtml()).contains("statestore.uncommitted.max.bytes");
    }
}
