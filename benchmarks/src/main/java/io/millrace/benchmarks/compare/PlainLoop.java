package io.millrace.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The limit: what the work costs when nothing is kept, nothing can fail and nothing is general. Decodes, computes on a
 * HashMap and encodes as a streaming application must; changed counts are emitted every 10,000 records, as a commit
 * does.
 *
 * <p>With {@code hop} the words of the word count also go through bytes and a choice of partition, as in a repartition.
 */
final class PlainLoop implements Consumer<InputRecord> {
    private static final int RECORDS_PER_EMISSION = 10_000;

    private final Work work;
    private final boolean hop;
    private final OutputSink sink;
    private final List<Map<Object, Count>> counts = new ArrayList<>();
    private final Map<String, byte[]> latest = new HashMap<>();
    private final List<Count> changed = new ArrayList<>();
    private int sinceEmission;

    /** A key of a windowed count. */
    private record WindowKey(String key, long startMs) {}

    private static final class Count {
        private final Object key;
        private long value;
        private boolean isChanged;

        Count(Object key) {
            this.key = key;
        }
    }

    PlainLoop(Work work, boolean hop, OutputSink sink) {
        this.work = work;
        this.hop = hop;
        this.sink = sink;
        for (int i = 0; i < Work.PARTITIONS; i++) {
            counts.add(new HashMap<>());
        }
    }

    @Override
    public void accept(InputRecord input) {
        String value = new String(input.value(), UTF_8);
        switch (work) {
            case PIPE -> pipe(value);
            case WORD_COUNT -> countWords(value);
            case WINDOWED_COUNT -> countInWindow(input, value);
            case LARGE_STATE -> keepLatest(input);
            case TABLE_JOIN, RESTORE -> throw new IllegalArgumentException(work.title() + " needs a broker");
        }
        if (++sinceEmission == RECORDS_PER_EMISSION) {
            emit();
        }
    }

    /** Emits what has changed since the last emission. To be called after the last record. */
    void emit() {
        for (Count count : changed) {
            count.isChanged = false;
            sink.accept(
                    encoded(count.key),
                    ByteBuffer.allocate(Long.BYTES).putLong(count.value).array());
        }
        changed.clear();
        sinceEmission = 0;
    }

    private void pipe(String value) {
        if (PlainSteps.isKept(value)) {
            sink.accept(null, PlainSteps.mapped(value).getBytes(UTF_8));
        }
    }

    private void countWords(String line) {
        for (String word : PlainSteps.words(line)) {
            if (hop) {
                countAfterHop(word.getBytes(UTF_8), word.getBytes(UTF_8));
            } else {
                count(0, word);
            }
        }
    }

    private void countAfterHop(byte[] key, byte[] value) {
        String word = new String(value, UTF_8);
        if (!word.isEmpty()) {
            count(Utils.toPositive(Utils.murmur2(key)) % Work.PARTITIONS, new String(key, UTF_8));
        }
    }

    private void keepLatest(InputRecord input) {
        latest.put(new String(input.key(), UTF_8), input.value());
        sink.accept(input.key(), input.value());
    }

    private void countInWindow(InputRecord input, String value) {
        byte @Nullable [] key = input.key();
        if (key != null && !value.isEmpty()) {
            long startMs = input.timestampMs() - input.timestampMs() % Work.WINDOW_MS;
            count(input.partition(), new WindowKey(new String(key, UTF_8), startMs));
        }
    }

    private void count(int partition, Object key) {
        Map<Object, Count> ofPartition = counts.get(partition);
        Count count = ofPartition.get(key);
        if (count == null) {
            count = new Count(key);
            ofPartition.put(key, count);
        }
        count.value++;
        if (!count.isChanged) {
            count.isChanged = true;
            changed.add(count);
        }
    }

    private static byte[] encoded(Object key) {
        return key instanceof WindowKey window
                ? encoded(window.key(), window.startMs())
                : ((String) key).getBytes(UTF_8);
    }

    /** The key of a window as the engines write it. */
    static byte[] encoded(String key, long startMs) {
        byte[] bytes = key.getBytes(UTF_8);
        return ByteBuffer.allocate(bytes.length + Long.BYTES)
                .put(bytes)
                .putLong(startMs)
                .array();
    }
}
