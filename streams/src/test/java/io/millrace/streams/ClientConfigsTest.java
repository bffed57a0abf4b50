package io.millrace.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

/** The settings that each Kafka client is given. */
class ClientConfigsTest {

    private final Map<String, Object> settings =
            new HashMap<>(Map.of("application.id", "app", "bootstrap.servers", "broker:9092"));

    @Test
    void theMostSpecialSettingWins() {
        settings.put("fetch.min.bytes", 1);
        settings.put("consumer.fetch.min.bytes", 2);
        settings.put("main.consumer.fetch.min.bytes", 3);
        settings.put("max.poll.records", 7);

        assertThat(mainConsumer()).containsEntry("fetch.min.bytes", 3).containsEntry("max.poll.records", 7);
        assertThat(config().getRestoreConsumerConfigs("c")).containsEntry("fetch.min.bytes", 2);
    }

    @Test
    void defaultsAreThoseOfKafkaStreams() {
        assertThat(mainConsumer())
                .containsEntry("max.poll.records", "1000")
                .containsEntry("auto.offset.reset", "earliest")
                .containsEntry("enable.auto.commit", "false")
                .containsEntry("group.id", "app")
                .containsEntry("client.id", "c")
                .doesNotContainKey("isolation.level");
        assertThat(config().getProducerConfigs("p"))
                .containsEntry("linger.ms", "100")
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("client.id", "p")
                .doesNotContainKey("enable.idempotence");
        assertThat(config().getGlobalConsumerConfigs("c"))
                .containsEntry("client.id", "c-global-consumer")
                .containsEntry("auto.offset.reset", "none")
                .doesNotContainKey("group.id");
    }

    @Test
    void exactlyOnceAsksForMore() {
        settings.put("processing.guarantee", "exactly_once_v2");

        assertThat(mainConsumer()).containsEntry("isolation.level", "read_committed");
        assertThat(config().getProducerConfigs("p"))
                .containsEntry("enable.idempotence", true)
                .containsEntry("transaction.timeout.ms", 10_000)
                .containsEntry("delivery.timeout.ms", Integer.MAX_VALUE);
    }

    @Test
    void whatTheEngineReliesOnIsNotTheUsersToSet() {
        settings.put("processing.guarantee", "exactly_once_v2");
        settings.put("consumer.enable.auto.commit", "true");
        settings.put("consumer.isolation.level", "read_uncommitted");
        settings.put("producer.enable.idempotence", false);
        settings.put("producer.transactional.id", "mine");

        assertThat(mainConsumer())
                .containsEntry("enable.auto.commit", "false")
                .containsEntry("isolation.level", "read_committed");
        assertThat(config().getProducerConfigs("p"))
                .containsEntry("enable.idempotence", true)
                .doesNotContainKey("transactional.id");
    }

    @Test
    void refusesMoreRequestsInFlightThanKafkaCanKeepInOrder() {
        settings.put("processing.guarantee", "exactly_once_v2");
        settings.put("producer.max.in.flight.requests.per.connection", "6");

        assertThatThrownBy(() -> config().getProducerConfigs("p"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("6")
                .hasMessageContaining("5");
    }

    @Test
    void settingsThatNobodyKnowsReachEveryClient() {
        settings.put("my.registry.url", "somewhere");
        settings.put("producer.my.flag", "on");

        assertThat(mainConsumer()).containsEntry("my.registry.url", "somewhere").doesNotContainKey("my.flag");
        assertThat(config().getProducerConfigs("p"))
                .containsEntry("my.registry.url", "somewhere")
                .containsEntry("my.flag", "on");
        assertThat(config().getAdminConfigs("a")).containsEntry("my.registry.url", "somewhere");
    }

    @Test
    void everyThreadIsAStaticMemberOfItsOwn() {
        settings.put("group.instance.id", "host");

        assertThat(config().getMainConsumerConfigs("app", "c", 2)).containsEntry("group.instance.id", "host-2");
    }

    private Map<String, Object> mainConsumer() {
        return config().getMainConsumerConfigs("app", "c", 1);
    }

    private StreamsConfig config() {
        return new StreamsConfig(settings);
    }
}
