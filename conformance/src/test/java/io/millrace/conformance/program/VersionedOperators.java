package io.millrace.conformance.program;

import static io.millrace.conformance.program.Kind.STREAM;
import static io.millrace.conformance.program.Kind.TABLE;
import static io.millrace.conformance.program.Kind.VERSIONED_TABLE;
import static io.millrace.conformance.program.Operator.on;

import io.millrace.streams.kstream.Joined;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.Materialized;
import io.millrace.streams.state.KeyValueStore;
import io.millrace.streams.state.Stores;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/** Tables that keep versions, and joins of streams with what was valid at a record's time. */
final class VersionedOperators {

    static final List<Operator> ALL = List.of(
            on(List.of(), "versionedTable", VERSIONED_TABLE, List.of(1, 2), VersionedOperators::table),
            on(
                    List.of(STREAM),
                    "toVersionedTable",
                    VERSIONED_TABLE,
                    List.of(1),
                    call -> call.stream().toTable(store(call))),
            on(List.of(VERSIONED_TABLE), "latest", TABLE, List.of(2), VersionedOperators::latest),
            on(List.of(STREAM, VERSIONED_TABLE), "versionedJoin", STREAM, List.of(2, 2, 3), VersionedOperators::join));

    private VersionedOperators() {}

    private static Materialized<String, Object, KeyValueStore<Bytes, byte[]>> store(Call call) {
        return Materialized.as(
                Stores.persistentVersionedKeyValueStore(call.name() + "-versions", Duration.ofMillis(400)));
    }

    private static Object table(Call call) {
        return call.builder().table("table" + (call.choice(1) + 1), store(call));
    }

    private static Object latest(Call call) {
        return call.choice(0) == 0 ? call.table() : call.table().filter((key, value) -> Values.isOdd(value));
    }

    private static Object join(Call call) {
        // The original's left join with a grace period fails on a record without a key.
        KStream<String, Object> stream =
                call.choice(2) == 0 ? call.stream(0) : call.stream(0).filter((key, value) -> key != null);
        Joined<String, Object, Object> joined =
                call.choice(0) == 0 ? Joined.with(null, null, null) : Joined.as(call.name());
        Joined<String, Object, Object> graced = switch (call.choice(2)) {
            case 0 -> joined;
            case 1 -> joined.withGracePeriod(Duration.ofMillis(100));
            default -> joined.withGracePeriod(Duration.ZERO);
        };
        return call.choice(1) == 0
                ? stream.join(call.table(1), Values::combined, graced)
                : stream.leftJoin(call.table(1), Values::combined, graced);
    }
}
