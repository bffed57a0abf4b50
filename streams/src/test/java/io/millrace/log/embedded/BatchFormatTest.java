package io.millrace.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.BigEndian;
import io.millrace.base.Randomness;
import io.millrace.log.LogException;
import io.millrace.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

/** Random parts repeat with the seed that a failure names: put it into {@link #SEED}. */
class BatchFormatTest {

    private static final long SEED = 4711;

    private final Randomness random = Randomness.seeded(SEED);
    private final BatchBuilder builder = new BatchBuilder();

    @Test
    void readsBackWhatWasWritten() {
        for (int round = 0; round < 200; round++) {
            List<LogRecord> written = randomRecords(1 + random.nextInt(50), 1000);
            for (LogRecord record : written) {
                builder.append(record.timestamp(), record.key(), record.value(), record.headers());
            }
            byte[] batch = builder.seal(0, 5);

            BatchFormat.check(batch);
            assertThat(texts(read(batch, 1000))).as("seed %d", SEED).isEqualTo(texts(written));
        }
    }

    @Test
    void readsBackABatchWithGaps() {
        builder.appendSparse(2, 10, bytes("a"), null, List.of());
        builder.appendSparse(0, 11, bytes("b"), bytes("x"), List.of());
        builder.appendSparse(5, 12, bytes("c"), bytes("y"), List.of());
        byte[] batch = builder.seal(20, BatchFormat.SPARSE, 5);

        BatchFormat.check(batch);
        BatchReader reader = new BatchReader(batch, 100);
        assertThat(reader.next().offset()).isEqualTo(102);
        assertThat(reader.next().offset()).isEqualTo(103);
        assertThat(reader.nextOffset()).isEqualTo(104);
        assertThat(reader.next().offset()).isEqualTo(109);
        assertThat(reader.nextOffset()).isEqualTo(120);
    }

    @Test
    void skipsToAnOffsetBetweenTheRecordsOfABatchWithGaps() {
        builder.appendSparse(0, 10, bytes("a"), bytes("x"), List.of(new RecordHeader("h", bytes("v"))));
        builder.appendSparse(5, 11, bytes("b"), bytes("y"), List.of());
        byte[] batch = builder.seal(10, BatchFormat.SPARSE, 5);

        BatchReader reader = new BatchReader(batch, 100);
        reader.skipTo(103);

        assertThat(reader.next().offset()).isEqualTo(106);
    }

    @Test
    void skipsRecordsOfADenseBatch() {
        List<LogRecord> written = randomRecords(30, 7);
        for (LogRecord record : written) {
            builder.append(record.timestamp(), record.key(), record.value(), record.headers());
        }
        BatchReader reader = new BatchReader(builder.seal(0, 5), 7);

        reader.skipTo(20);

        assertThat(reader.next().offset()).isEqualTo(20);
    }

    @Test
    void hasTheTimeOfAppendingWhereTheTopicAsksForIt() {
        builder.append(10, null, null, List.of());
        byte[] batch = builder.seal(BatchFormat.LOG_APPEND_TIME, 77);

        assertThat(new BatchReader(batch, 0).next().timestamp()).isEqualTo(77);
    }

    @Test
    void startsAfreshAfterABatch() {
        builder.append(10, bytes("a"), null, List.of());
        byte[] first = builder.seal(0, 5);
        builder.append(99, bytes("b"), null, List.of());
        byte[] second = builder.seal(0, 5);

        assertThat(BatchFormat.records(first)).isEqualTo(1);
        assertThat(BatchFormat.baseTimestamp(second)).isEqualTo(99);
        assertThat(builder.isEmpty()).isTrue();
    }

    @Test
    void findsEveryFlippedBit() {
        builder.append(10, bytes("key"), bytes("value"), List.of());
        byte[] batch = builder.seal(0, 5);

        for (int bit = 0; bit < 8 * batch.length; bit++) {
            byte[] damaged = batch.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> BatchFormat.check(damaged)).isInstanceOf(LogException.class);
        }
    }

    @Test
    void failsOnRandomBytesWithALogExceptionAndNothingElse() {
        for (int round = 0; round < 20_000; round++) {
            byte[] batch = randomBytes(random.nextInt(200));
            if (batch.length >= BatchFormat.HEADER_BYTES && round % 10 != 0) {
                // So that it is the decoder that meets them, not the checksum.
                batch[0] = BatchFormat.VERSION;
                batch[BatchFormat.FLAGS_AT] = (byte) random.nextInt(4);
                int records = 1 + random.nextInt(1 + (batch.length - BatchFormat.HEADER_BYTES) / 4);
                BigEndian.putInt(batch, BatchFormat.RECORDS_AT, records);
                BigEndian.putInt(batch, BatchFormat.SPAN_AT, records + random.nextInt(2) * 100);
                BigEndian.putInt(batch, BatchFormat.CRC_AT, BatchFormat.crc(batch));
            }
            try {
                BatchFormat.check(batch);
                read(batch, 0);
                BatchReader reader = new BatchReader(batch, 0);
                reader.skipTo(random.nextInt(100));
            } catch (LogException expected) {
                assertThat(expected).hasMessageContaining("expected");
            }
        }
    }

    @Test
    void namesTheVersionThatItDoesNotKnow() {
        builder.append(10, null, null, List.of());
        byte[] batch = builder.seal(0, 5);
        batch[0] = 9;

        assertThatThrownBy(() -> BatchFormat.check(batch))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("version 9 (expected: 1");
    }

    private List<LogRecord> randomRecords(int count, long baseOffset) {
        List<LogRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Header> headers = new ArrayList<>();
            for (int h = random.nextInt(3); h > 0; h--) {
                headers.add(new RecordHeader("header-" + h, random.nextInt(4) == 0 ? null : randomBytes(h * 3)));
            }
            long timestamp = random.nextInt(10) == 0 ? random.nextLong() : random.nextInt(100_000);
            records.add(new LogRecord(baseOffset + i, timestamp, maybeBytes(), maybeBytes(), headers));
        }
        return records;
    }

    private byte[] maybeBytes() {
        return random.nextInt(5) == 0 ? null : randomBytes(random.nextInt(10) == 0 ? 5000 : random.nextInt(40));
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static List<LogRecord> read(byte[] batch, long baseOffset) {
        List<LogRecord> records = new ArrayList<>();
        BatchReader reader = new BatchReader(batch, baseOffset);
        while (reader.hasNext()) {
            records.add(reader.next());
        }
        return records;
    }

    private static List<String> texts(List<LogRecord> records) {
        return records.stream()
                .map(record -> record.offset() + " " + record.timestamp() + " " + text(record.key()) + " "
                        + text(record.value()) + " " + record.headers())
                .toList();
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "null" : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
