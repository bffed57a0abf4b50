package io.millrace.log.clients;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigException;

/**
 * Where a partition is read from that has no committed offset, or one that no longer exists: Kafka's
 * {@code auto.offset.reset}.
 *
 * @param kind the rule
 * @param age how far back from now; zero unless the rule is {@link Kind#BY_DURATION}
 */
record ResetPolicy(Kind kind, Duration age) {

    static final ResetPolicy EARLIEST = new ResetPolicy(Kind.EARLIEST, Duration.ZERO);
    static final ResetPolicy LATEST = new ResetPolicy(Kind.LATEST, Duration.ZERO);
    private static final ResetPolicy NONE = new ResetPolicy(Kind.NONE, Duration.ZERO);
    private static final String BY_DURATION = "by_duration:";

    enum Kind {
        EARLIEST,
        LATEST,
        BY_DURATION,
        /** The application is asked, by an exception. */
        NONE
    }

    static ResetPolicy parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith(BY_DURATION)) {
            return byDuration(text, text.substring(BY_DURATION.length()));
        }
        return switch (lower) {
            case "earliest" -> EARLIEST;
            case "latest" -> LATEST;
            case "none" -> NONE;
            default -> throw invalid(text);
        };
    }

    private static ResetPolicy byDuration(String text, String age) {
        try {
            Duration parsed = Duration.parse(age);
            if (parsed.isNegative()) {
                throw invalid(text);
            }
            return new ResetPolicy(Kind.BY_DURATION, parsed);
        } catch (DateTimeParseException notADuration) {
            throw invalid(text);
        }
    }

    private static ConfigException invalid(String text) {
        return new ConfigException(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                text,
                "expected: earliest, latest, none, or by_duration: with a duration such as PT1H");
    }
}
