package io.millrace.engine.input;

import io.millrace.log.Fetched;
import io.millrace.log.LogRecord;
import io.millrace.streams.processor.FailOnInvalidTimestamp;
import io.millrace.streams.processor.TimestampExtractor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** An input group with partitions of text; the value {@code bad} cannot be decoded. */
final class InputKit implements DecodingErrors {

    static final TopicPartition A = new TopicPartition("a", 0);
    static final TopicPartition B = new TopicPartition("b", 0);

    final InputGroup group;
    final List<String> dropped = new ArrayList<>();
    final Map<TopicPartition, Long> lags = new HashMap<>();
    boolean goesOn = true;

    InputKit(long maxIdleMs) {
        group = new InputGroup(maxIdleMs);
    }

    PartitionQueue read(TopicPartition partition) {
        return read(partition, new FailOnInvalidTimestamp(), -1);
    }

    PartitionQueue read(TopicPartition partition, TimestampExtractor extractor, long committedTime) {
        Deserializer<String> text = (topic, bytes) -> {
            String value = new StringDeserializer().deserialize(topic, bytes);
            if ("bad".equals(value)) {
                throw new SerializationException("not a value");
            }
            return value == null ? "null on " + topic : value;
        };
        return group.add(partition, new StringDeserializer(), text, extractor, this, 0, committedTime);
    }

    /** Adds records, each {@code value@timestamp}, that begin at an offset. */
    void add(TopicPartition partition, long offset, String... records) {
        List<LogRecord> read = new ArrayList<>();
        for (String record : records) {
            String[] parts = record.split("@");
            read.add(new LogRecord(
                    offset + read.size(),
                    Long.parseLong(parts[1]),
                    null,
                    parts[0].getBytes(StandardCharsets.UTF_8),
                    List.of()));
        }
        group.add(new Fetched(partition, read, offset + records.length));
    }

    /** Takes everything, in the order of choice. */
    List<String> takeAll() {
        List<String> taken = new ArrayList<>();
        for (PartitionQueue next = group.next(); next != null; next = group.next()) {
            group.advanceStreamTime(next);
            taken.add(next.head().value() + "@" + next.headTimestamp());
            next.removeHead();
        }
        return taken;
    }

    boolean isReady(long nowMs) {
        return group.isReady(nowMs, partition -> lags.getOrDefault(partition, 0L));
    }

    @Override
    public boolean skipUndecodable(ConsumerRecord<byte[], byte[]> record, RuntimeException cause) {
        if (goesOn) {
            return true;
        }
        throw new IllegalStateException("stopped at " + record.topic() + " offset " + record.offset(), cause);
    }

    @Override
    public void dropped(ConsumerRecord<byte[], byte[]> record, String why) {
        dropped.add(record.topic() + " " + record.offset() + ": " + why);
    }
}
