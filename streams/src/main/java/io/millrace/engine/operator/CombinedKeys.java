package io.millrace.engine.operator;

import io.millrace.streams.processor.api.ProcessingContext;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Keys in the store of subscriptions, as those of Kafka Streams: the length of the foreign key, 4 bytes; the foreign
 * key; the primary key. So all that refer to one foreign key lie together.
 *
 * @param foreignKeySerde null for the default
 * @param primaryKeySerde null for the default
 * @param topics what the serdes are told
 * @param <KO> type of the foreign key
 * @param <K> type of the primary key
 */
public record CombinedKeys<KO, K>(
        @Nullable Serde<KO> foreignKeySerde, @Nullable Serde<K> primaryKeySerde, ForeignKeyTopics topics) {

    /** As a processor needs it. */
    Writer<KO, K> open(ProcessingContext context) {
        return new Writer<>(
                serializer(foreignKeySerde, context),
                topics.foreignKeys(context),
                serializer(primaryKeySerde, context),
                topics.primaryKeys(context));
    }

    @SuppressWarnings("unchecked") // whoever leaves a serde out says that the default one fits the keys
    static <T> Serializer<T> serializer(@Nullable Serde<T> given, ProcessingContext context) {
        return given == null ? (Serializer<T>) context.keySerde().serializer() : given.serializer();
    }

    /** Writes keys; owned by the thread of the task. */
    record Writer<KO, K>(
            Serializer<KO> foreignKeys, String foreignKeyTopic, Serializer<K> primaryKeys, String primaryKeyTopic) {

        Bytes key(Headers headers, KO foreignKey, K primaryKey) {
            return combined(headers, foreignKey, primaryKeys.serialize(primaryKeyTopic, headers, primaryKey));
        }

        /** The beginning of all keys with a foreign key. */
        Bytes prefix(Headers headers, KO foreignKey) {
            return combined(headers, foreignKey, new byte[0]);
        }

        private Bytes combined(Headers headers, KO foreignKey, byte[] primaryKey) {
            byte[] foreign = foreignKeys.serialize(foreignKeyTopic, headers, foreignKey);
            ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + foreign.length + primaryKey.length);
            return Bytes.wrap(
                    bytes.putInt(foreign.length).put(foreign).put(primaryKey).array());
        }
    }
}
