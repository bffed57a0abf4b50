package io.millrace.engine.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.api.Processor;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.Record;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Runs a chain of operators in one pretended task, over stores in maps, and writes down what comes out.
 *
 * <p>Records and results are text, so that a test reads as a table: {@code "k,a,5 -> k=a@5#a"} feeds key k, value a at
 * time 5, and expects one record with that key, value and timestamp, whose header is the value that was fed. "null"
 * stands for null. Several results are separated by two spaces.
 *
 * <p>After each record the stores emit what they hold back, as at a commit.
 */
final class OperatorKit {

    /**
     * How the task is run. Results must not depend on restarts, and are told apart where they depend on holding back.
     */
    enum Run {
        AT_ONCE(false, false),
        AT_ONCE_RESTARTING(false, true),
        HELD_BACK(true, false),
        HELD_BACK_RESTARTING(true, true);

        final boolean holdsBack;
        final boolean restarts;

        Run(boolean holdsBack, boolean restarts) {
            this.holdsBack = holdsBack;
            this.restarts = restarts;
        }
    }

    private final Run run;
    private final List<ProcessorSupplier<?, ?, ?, ?>> suppliers = new ArrayList<>();
    private final Map<String, StateStore> stores = new HashMap<>();
    private final List<EmittingMap<?, ?>> emitting = new ArrayList<>();
    private final List<Processor<Object, Object, Object, Object>> processors = new ArrayList<>();
    private final List<String> results = new ArrayList<>();
    private final List<Record<?, ?>> records = new ArrayList<>();
    private Headers currentHeaders = new RecordHeaders();
    private long currentTimestamp = -1;
    private long systemTimeMs;
    private int dropped;

    OperatorKit(Run run) {
        this.run = run;
    }

    /** One that neither holds back nor restarts. */
    OperatorKit() {
        this(Run.AT_ONCE);
    }

    /** Adds a key-value store. */
    <K, V> MapTable<K, V> addTable(String name) {
        MapTable<K, V> table = new MapTable<>(name, new EmittingMap<>(this, run.holdsBack));
        stores.put(name, table);
        emitting.add(table.map());
        return table;
    }

    /** Adds a window store. */
    <K, V> MapWindows<K, V> addWindows(String name, long windowSizeMs) {
        MapWindows<K, V> windows = new MapWindows<>(name, windowSizeMs, new EmittingMap<>(this, run.holdsBack));
        stores.put(name, windows);
        emitting.add(windows.map());
        return windows;
    }

    /** Appends an operator, which gets what the one before forwards. */
    OperatorKit then(ProcessorSupplier<?, ?, ?, ?> supplier) {
        suppliers.add(supplier);
        return this;
    }

    /** Feeds and checks, line by line. */
    void expect(String... lines) {
        for (String line : lines) {
            String[] sides = line.split("->", 2);
            String[] parts = sides[0].strip().split(",");
            feed(orNull(parts[0]), orNull(parts[1]), Long.parseLong(parts[2]));
            assertThat(takeResults()).as(line).isEqualTo(sides[1].strip());
        }
    }

    private static String orNull(String text) {
        return text.equals("null") ? null : text;
    }

    /** Feeds one record, with its value in a header. */
    void feed(Object key, Object value, long timestamp) {
        Headers headers = new RecordHeaders(
                new Header[] {new RecordHeader("h", String.valueOf(value).getBytes(UTF_8))});
        feed(new Record<>(key, value, timestamp, headers));
    }

    /** Feeds one record, then lets the stores emit. */
    void feed(Record<?, ?> record) {
        if (processors.isEmpty()) {
            start();
        } else if (run.restarts) {
            processors.forEach(Processor::close);
            processors.clear();
            start();
        }
        pass(record, 0);
        emitting.forEach(EmittingMap::emit);
    }

    @SuppressWarnings("unchecked") // the test chains operators whose types fit
    private void start() {
        for (int i = 0; i < suppliers.size(); i++) {
            Processor<Object, Object, Object, Object> processor =
                    (Processor<Object, Object, Object, Object>) suppliers.get(i).get();
            processor.init(new KitContext(this, i + 1));
            processors.add(processor);
        }
    }

    /** Hands a record to a step; the record is the current one while the step is at it, as in the engine. */
    @SuppressWarnings("unchecked") // the test chains operators whose types fit
    void pass(Record<?, ?> record, int step) {
        if (step == processors.size()) {
            records.add(record);
            results.add(text(record));
            return;
        }
        Headers headersBefore = currentHeaders;
        long timestampBefore = currentTimestamp;
        current(record.headers(), record.timestamp());
        processors.get(step).process((Record<Object, Object>) record);
        current(headersBefore, timestampBefore);
    }

    void passTo(String child, Record<?, ?> record) {
        records.add(record);
        results.add(child + ":" + text(record));
    }

    private static String text(Record<?, ?> record) {
        Header header = record.headers().lastHeader("h");
        String value = record.value() instanceof Change<?> change ? text(change) : String.valueOf(record.value());
        return keyText(record.key()) + "=" + value + "@" + record.timestamp() + "#"
                + (header == null ? "" : new String(header.value(), UTF_8));
    }

    private static String keyText(Object key) {
        return key instanceof Windowed<?> windowed
                ? windowed.key() + "[" + windowed.window().start() + ","
                        + windowed.window().end() + ")"
                : String.valueOf(key);
    }

    private static String text(Change<?> change) {
        return "(" + change.oldValue() + ">" + change.newValue() + ")" + (change.isLatest() ? "" : "late");
    }

    /** What came out since the last call. */
    String takeResults() {
        String text = String.join("  ", results);
        results.clear();
        return text;
    }

    /** All records that came out. */
    List<Record<?, ?>> records() {
        return records;
    }

    StateStore store(String name) {
        return stores.get(name);
    }

    void systemTimeMs(long nowMs) {
        systemTimeMs = nowMs;
    }

    long systemTimeMs() {
        return systemTimeMs;
    }

    void recordDropped() {
        dropped++;
    }

    int dropped() {
        return dropped;
    }

    void current(Headers headers, long timestamp) {
        currentHeaders = headers;
        currentTimestamp = timestamp;
    }

    Headers currentHeaders() {
        return currentHeaders;
    }

    long currentTimestamp() {
        return currentTimestamp;
    }
}
