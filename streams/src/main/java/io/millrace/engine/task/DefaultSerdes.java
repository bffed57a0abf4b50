package io.millrace.engine.task;

import io.millrace.engine.operator.Unconfigured;
import io.millrace.streams.StreamsConfig;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Completes what the plan leaves open: serializers and deserializers that are not given, or that are given without the
 * one inside, are the configured default's. The defaults are asked for only where they are needed, since they need not
 * be configured.
 *
 * @param config the application's configuration
 */
record DefaultSerdes(StreamsConfig config) {

    Serializer<?> keySerializer(@Nullable Serializer<?> given) {
        return given == null ? config.defaultKeySerde().serializer() : given;
    }

    Deserializer<?> keyDeserializer(@Nullable Deserializer<?> given) {
        return given == null ? config.defaultKeySerde().deserializer() : given;
    }

    Serializer<?> valueSerializer(@Nullable Serializer<?> given) {
        return given == null ? config.defaultValueSerde().serializer() : completed(given);
    }

    Deserializer<?> valueDeserializer(@Nullable Deserializer<?> given) {
        return given == null ? config.defaultValueSerde().deserializer() : completed(given);
    }

    @SuppressWarnings("unchecked") // a serializer completes to a serializer, a deserializer to a deserializer
    private <T> T completed(T given) {
        return given instanceof Unconfigured<?> incomplete ? (T) incomplete.configured(config) : given;
    }
}
