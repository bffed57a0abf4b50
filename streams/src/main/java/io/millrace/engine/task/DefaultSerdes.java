package io.millrace.engine.task;

import io.millrace.engine.operator.ChangeDeserializer;
import io.millrace.engine.operator.ChangeSerializer;
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
        if (given == null) {
            return config.defaultValueSerde().serializer();
        }
        return given instanceof ChangeSerializer<?> change && change.needsDefault()
                ? change.withDefault(config.defaultValueSerde().serializer())
                : given;
    }

    Deserializer<?> valueDeserializer(@Nullable Deserializer<?> given) {
        if (given == null) {
            return config.defaultValueSerde().deserializer();
        }
        return given instanceof ChangeDeserializer<?> change && change.needsDefault()
                ? change.withDefault(config.defaultValueSerde().deserializer())
                : given;
    }
}
