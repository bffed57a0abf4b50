package io.millrace.log.kafka;

import io.millrace.log.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Records that are not taken. Those that are too large for the producer, or for their topic as they are, are known by
 * their size. Others only the brokers refuse, for what they are: too large though they are compressed, too old or too
 * young for it, without a key in a compacted one. Thread safe; shared by all writers of a log.
 *
 * <p>Such a refusal comes when the record has left, and costs its whole transaction. So the worker begins again from
 * what is committed, and this remembers, so that the record is refused where it is added and the user's handler can be
 * asked. Brokers refuse whole batches and do not reliably say because of which record; so at first only the topic is
 * remembered, and its records are sent one by one until one is refused. That one is known again by a hash of all its
 * bytes.
 */
final class Refusals {

    /** How many records of a topic are sent one by one before the reason is held to be gone. */
    private static final int ALONE_MAX = 10_000;
    /** More than that are forgotten, which costs another round. */
    private static final int KNOWN_MAX = 10_000;
    /** So many that do not come again mean that the same input makes other records each time. */
    private static final int UNMET_MAX = 10;

    private final Map<String, Integer> alone = new ConcurrentHashMap<>();
    private final Map<Bytes, ApiException> known = new ConcurrentHashMap<>();
    private final AtomicInteger unmet = new AtomicInteger();
    /** By how much the size that is reckoned with is too large, at most. */
    private static final int RECKONED_MORE_BYTES = 56;

    private final KafkaTopics topics;
    private final int recordBytesMax;
    private final long askedAboveBytes;

    Refusals(Clients clients, KafkaTopics topics) {
        this.topics = topics;
        this.recordBytesMax = clients.recordBytesMax();
        // No producer copes with a topic that takes less than a batch, so most records need no question.
        this.askedAboveBytes = clients.sendsUncompressed() ? clients.batchBytes() : Long.MAX_VALUE;
    }

    /** Whether a failure is a refusal of a record for what it is. */
    static boolean isRefusal(@Nullable Exception failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof RecordBatchTooLargeException
                || failure instanceof InvalidTimestampException
                || failure instanceof InvalidRecordException;
    }

    /** A record of a topic has been refused; it is not known which. */
    void refused(String topic) {
        alone.put(topic, ALONE_MAX);
    }

    /** This very record has been refused; says whether it can be expected to come again. */
    boolean refused(ProducerRecord<byte[], byte[]> record, ApiException failure) {
        alone.remove(record.topic());
        if (known.size() >= KNOWN_MAX) {
            known.clear();
        }
        known.put(hash(record), failure);
        return unmet.incrementAndGet() <= UNMET_MAX;
    }

    /** What to say of a refusal whose record will be met again when the same input is read again. */
    static RefusedException again(String what, Exception failure) {
        return new RefusedException(
                "cannot " + what + ": a record is not taken: " + failure.getMessage()
                        + "; it is looked for, and the production exception handler is asked when it comes again",
                failure);
    }

    /** Whether a record is to be sent alone. */
    boolean goesAlone(String topic) {
        return !alone.isEmpty() && alone.computeIfPresent(topic, (name, left) -> left == 1 ? null : left - 1) != null;
    }

    /**
     * Throws if the producer would refuse a record, or the brokers have refused it before.
     *
     * @param recordBytes its size, at most
     */
    void require(ProducerRecord<byte[], byte[]> record, long recordBytes) {
        if (recordBytes > recordBytesMax) {
            throw new RecordTooLargeException("a record for " + record.topic() + "-" + record.partition() + " is about "
                    + recordBytes + " bytes large (expected: at most " + recordBytesMax
                    + ", max.request.size of the producer; larger ones also need max.message.bytes of the topic)");
        }
        if (recordBytes > askedAboveBytes && !topics.takes(record.topic(), recordBytes - RECKONED_MORE_BYTES)) {
            throw new RecordTooLargeException("a record for " + record.topic() + "-" + record.partition() + " is about "
                    + recordBytes + " bytes large (expected: at most max.message.bytes of the topic)");
        }
        ApiException failure = known.isEmpty() ? null : known.get(hash(record));
        if (failure != null) {
            unmet.set(0);
            throw failure;
        }
    }

    private static Bytes hash(ProducerRecord<byte[], byte[]> record) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has it", e);
        }
        update(digest, record.topic().getBytes(StandardCharsets.UTF_8));
        Integer partition = record.partition();
        Long timestamp = record.timestamp();
        digest.update(ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(partition == null ? -1 : partition)
                .putLong(timestamp == null ? -1 : timestamp)
                .flip());
        update(digest, record.key());
        update(digest, record.value());
        for (Header header : record.headers()) {
            update(digest, header.key().getBytes(StandardCharsets.UTF_8));
            update(digest, header.value());
        }
        return Bytes.wrap(digest.digest());
    }

    private static void update(MessageDigest digest, byte @Nullable [] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(bytes == null ? -1 : bytes.length)
                .flip());
        if (bytes != null) {
            digest.update(bytes);
        }
    }
}
