package io.millrace.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/**
 * Every setting against Kafka Streams 4.3.1: name, type, default, importance, validator. The table was printed from the
 * original's definition, with our package in class names; lines that are meant to differ are in a table of their own.
 */
class StreamsConfigTableTest {

    private static final String AS_IN_KAFKA_STREAMS = """
            acceptable.recovery.lag | LONG | 10000 | MEDIUM | [0,...]
            allow.os.group.write.access | BOOLEAN | false | LOW | null
            application.id | STRING | required | HIGH | null
            application.server | STRING |  | LOW | null
            buffered.records.per.partition | INT | 1000 | LOW | null
            built.in.metrics.version | STRING | latest | LOW | [latest]
            cache.max.bytes.buffering | LONG | 10485760 | MEDIUM | [0,...]
            client.id | STRING |  | MEDIUM | null
            commit.interval.ms | LONG | 30000 | LOW | [0,...]
            config.providers | LIST | [] | LOW |
            connections.max.idle.ms | LONG | 540000 | LOW | null
            default.deserialization.exception.handler | CLASS | io.millrace.streams.errors.LogAndFailExceptionHandler | MEDIUM | null
            default.dsl.store | STRING | rocksDB | LOW | [rocksDB, in_memory]
            default.key.serde | CLASS | null | MEDIUM | null
            default.list.key.serde.inner | CLASS | null | MEDIUM | null
            default.list.key.serde.type | CLASS | null | MEDIUM | null
            default.list.value.serde.inner | CLASS | null | MEDIUM | null
            default.list.value.serde.type | CLASS | null | MEDIUM | null
            default.production.exception.handler | CLASS | io.millrace.streams.errors.DefaultProductionExceptionHandler | MEDIUM | null
            default.timestamp.extractor | CLASS | io.millrace.streams.processor.FailOnInvalidTimestamp | MEDIUM | null
            default.value.serde | CLASS | null | MEDIUM | null
            deserialization.exception.handler | CLASS | io.millrace.streams.errors.LogAndFailExceptionHandler | MEDIUM | null
            dsl.store.format | STRING | DEFAULT | LOW | (case insensitive) [HEADERS, DEFAULT]
            dsl.store.suppliers.class | CLASS | io.millrace.streams.state.BuiltInDslStoreSuppliers$RocksDBDslStoreSuppliers | LOW | null
            enable.metrics.push | BOOLEAN | true | LOW | null
            ensure.explicit.internal.resource.naming | BOOLEAN | false | HIGH | null
            errors.dead.letter.queue.topic.name | STRING | null | MEDIUM | null
            group.protocol | STRING | classic | MEDIUM | (case insensitive) [STREAMS, CLASSIC]
            log.summary.interval.ms | LONG | 120000 | LOW | null
            max.task.idle.ms | LONG | 0 | MEDIUM | null
            max.warmup.replicas | INT | 2 | MEDIUM | [1,...]
            metadata.max.age.ms | LONG | 300000 | LOW | [0,...]
            metadata.recovery.rebootstrap.trigger.ms | LONG | 300000 | LOW | [0,...]
            metadata.recovery.strategy | STRING | rebootstrap | LOW | (case insensitive) [REBOOTSTRAP, NONE]
            metric.reporters | LIST | [org.apache.kafka.common.metrics.JmxReporter] | LOW |
            metrics.num.samples | INT | 2 | LOW | [1,...]
            metrics.recording.level | STRING | INFO | LOW | [INFO, DEBUG, TRACE]
            metrics.sample.window.ms | LONG | 30000 | LOW | [0,...]
            num.standby.replicas | INT | 0 | HIGH | null
            num.stream.threads | INT | 1 | MEDIUM | null
            poll.ms | LONG | 100 | LOW | null
            probing.rebalance.interval.ms | LONG | 600000 | LOW | [60000,...]
            processing.exception.handler | CLASS | io.millrace.streams.errors.LogAndFailProcessingExceptionHandler | MEDIUM | null
            processing.exception.handler.global.enabled | BOOLEAN | false | HIGH | null
            processing.guarantee | STRING | at_least_once | MEDIUM | [at_least_once, exactly_once_v2]
            production.exception.handler | CLASS | io.millrace.streams.errors.DefaultProductionExceptionHandler | MEDIUM | null
            rack.aware.assignment.non_overlap_cost | INT | null | LOW | null
            rack.aware.assignment.strategy | STRING | none | LOW | [none, min_traffic, balance_subtopology]
            rack.aware.assignment.tags | LIST | [] | LOW | List containing maximum of 5 elements
            rack.aware.assignment.traffic_cost | INT | null | LOW | null
            receive.buffer.bytes | INT | 32768 | LOW | [-1,...]
            reconnect.backoff.max.ms | LONG | 1000 | LOW | [0,...]
            reconnect.backoff.ms | LONG | 50 | LOW | [0,...]
            repartition.purge.interval.ms | LONG | 30000 | LOW | [0,...]
            replication.factor | INT | -1 | MEDIUM | null
            request.timeout.ms | INT | 40000 | LOW | [0,...]
            retry.backoff.ms | LONG | 100 | LOW | [0,...]
            rocksdb.config.setter | CLASS | null | LOW | null
            security.protocol | STRING | PLAINTEXT | MEDIUM | (case insensitive) [SASL_SSL, PLAINTEXT, SSL, SASL_PLAINTEXT]
            send.buffer.bytes | INT | 131072 | LOW | [-1,...]
            state.cleanup.delay.ms | LONG | 600000 | LOW | null
            state.cleanup.dir.max.age.ms | LONG | -1 | LOW | null
            state.dir | STRING | ${tmp}/kafka-streams | HIGH | null
            statestore.cache.max.bytes | LONG | 10485760 | MEDIUM | [0,...]
            task.assignor.class | STRING | null | MEDIUM | null
            task.timeout.ms | LONG | 300000 | MEDIUM | [0,...]
            upgrade.from | STRING | null | LOW | [null, 2.4, 2.5, 2.6, 2.7, 2.8, 3.0, 3.1, 3.2, 3.3, 3.4, 3.5, 3.6, 3.7, 3.8, 3.9, 4.0, 4.1, 4.2]
            window.size.ms | LONG | null | LOW | null
            windowed.inner.class.serde | STRING | null | LOW | null
            windowstore.changelog.additional.retention.ms | LONG | 86400000 | LOW | null
            """;

    private static final String DIFFERENT_ON_PURPOSE = """
            bootstrap.servers | LIST | null | HIGH |
            default.client.supplier | CLASS | null | LOW | null
            processor.wrapper.class | CLASS | null | LOW | null
            topology.optimization | STRING | none | MEDIUM | "all", "none", or some of "reuse.ktable.source.topics", \
            "merge.repartition.topics" and "single.store.self.join" with commas in between
            """;

    private static final String OUR_OWN = """
            embedded.handover.enable | BOOLEAN | true | LOW | null
            embedded.memory.bytes | LONG | 134217728 | MEDIUM | [0,...]
            embedded.num.partitions | INT | 1 | MEDIUM | [1,...]
            statestore.uncommitted.max.bytes | LONG | 67108864 | MEDIUM | [0,...]
            """;

    @Test
    void hasTheSettingsOfKafkaStreamsAndOurOwn() {
        String expected = AS_IN_KAFKA_STREAMS + DIFFERENT_ON_PURPOSE + OUR_OWN;

        assertThat(ourTable()).isEqualTo(sorted(expected));
    }

    private static String ourTable() {
        String lines = StreamsConfig.configDef().configKeys().values().stream()
                .map(StreamsConfigTableTest::line)
                .collect(Collectors.joining("\n"));
        return sorted(lines);
    }

    private static String line(ConfigKey key) {
        return String.join(
                        " | ",
                        key.name,
                        key.type.toString(),
                        defaultOf(key),
                        key.importance.toString(),
                        String.valueOf(key.validator))
                .strip();
    }

    private static String defaultOf(ConfigKey key) {
        if (key.defaultValue == ConfigDef.NO_DEFAULT_VALUE) {
            return "required";
        }
        if (key.defaultValue instanceof Class<?> type) {
            return type.getName();
        }
        return String.valueOf(key.defaultValue).replace(System.getProperty("java.io.tmpdir"), "${tmp}");
    }

    private static String sorted(String lines) {
        return lines.lines().sorted().collect(Collectors.joining("\n"));
    }
}
