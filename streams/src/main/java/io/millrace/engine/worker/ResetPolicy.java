package io.millrace.engine.worker;

import io.millrace.log.Isolation;
import io.millrace.log.Topics;
import io.millrace.streams.AutoOffsetReset;
import io.millrace.streams.errors.StreamsException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Where a partition is read from when nothing is committed for it, or what is next has been removed. */
final class ResetPolicy extends AutoOffsetReset {

    private static final String BY_DURATION = "by_duration:";

    ResetPolicy(AutoOffsetReset policy) {
        super(policy);
    }

    /** Reads the value of {@code auto.offset.reset}. */
    static ResetPolicy parse(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        return new ResetPolicy(
                switch (name) {
                    case "earliest" -> AutoOffsetReset.earliest();
                    case "latest" -> AutoOffsetReset.latest();
                    case "none" -> AutoOffsetReset.none();
                    default -> {
                        if (name.startsWith(BY_DURATION)) {
                            yield byDuration(text);
                        }
                        throw unknown(text, null);
                    }
                });
    }

    private static AutoOffsetReset byDuration(String text) {
        try {
            return AutoOffsetReset.byDuration(Duration.parse(text.substring(BY_DURATION.length())));
        } catch (DateTimeParseException e) {
            throw unknown(text, e);
        }
    }

    private static StreamsException unknown(String text, @Nullable Throwable cause) {
        return new StreamsException(
                "auto.offset.reset: " + text
                        + " (expected: earliest, latest, none or by_duration:<ISO-8601 duration>, such as"
                        + " by_duration:PT24H)",
                cause);
    }

    /** The offset to begin at. */
    long offset(TopicPartition partition, long start, Topics topics, long nowMs) {
        // By name: the type of the strategy belongs to Kafka's consumer, which the engine does not know.
        return switch (String.valueOf(offsetResetStrategy).toLowerCase(Locale.ROOT)) {
            case "earliest" -> start;
            case "latest" ->
                topics.endOffsets(Set.of(partition), Isolation.UNCOMMITTED).getOrDefault(partition, start);
            case "by_duration" ->
                topics.offsetsAt(
                                Map.of(partition, nowMs - duration.orElseThrow().toMillis()))
                        .getOrDefault(partition, start);
            default ->
                throw new StreamsException("nothing that still exists is committed for " + partition
                        + " and the offset reset policy is none (expected: a committed offset, or another policy)");
        };
    }
}
