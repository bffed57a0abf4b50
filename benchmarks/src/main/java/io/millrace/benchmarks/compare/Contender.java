package io.millrace.benchmarks.compare;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.streams.StreamsConfig;

/** Who does the work. */
enum Contender {
    /** Embedded log, durable, exactly once, default settings, one thread. */
    MILLRACE(1),
    /** The same with two threads. */
    MILLRACE_2(2),
    /** At least once, default settings, one thread, a real broker beside it. */
    KAFKA_STREAMS(1),
    /** The same decoding, computing and encoding in one loop over a HashMap; nothing is kept. */
    LOOP(1),
    /** The loop with its output appended to a file that is synced every 100 ms. */
    LOOP_DURABLE(1),
    /** The loop without the bytes of the repartition: words are counted as they are split. */
    LOOP_DIRECT(1),
    /** Millrace on the broker, at least once, default settings, one thread. */
    MILLRACE_KAFKA(1),
    /** A consumer, a HashMap and a producer: what the clients alone cost, the bytes on the broker being the same. */
    CLIENT_LOOP(1),
    /** As {@link #KAFKA_STREAMS}, exactly once. */
    KAFKA_STREAMS_EOS(1),
    /** As {@link #MILLRACE_KAFKA}, exactly once. */
    MILLRACE_KAFKA_EOS(1);

    private static final Set<Contender> ON_BROKER =
            EnumSet.of(KAFKA_STREAMS, MILLRACE_KAFKA, CLIENT_LOOP, KAFKA_STREAMS_EOS, MILLRACE_KAFKA_EOS);

    private final int threads;

    Contender(int threads) {
        this.threads = threads;
    }

    int threads() {
        return threads;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isLoop() {
        return this == LOOP || this == LOOP_DURABLE || this == LOOP_DIRECT;
    }

    /** Whether it reads from a broker and writes to it. */
    boolean isOnBroker() {
        return ON_BROKER.contains(this);
    }

    boolean isExactlyOnce() {
        return this == KAFKA_STREAMS_EOS || this == MILLRACE_KAFKA_EOS;
    }

    /** The value of {@code processing.guarantee} for those on a broker. */
    String guarantee() {
        return isExactlyOnce() ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE;
    }

    /** Whether it is Millrace on a broker. */
    boolean isMillraceOnBroker() {
        return this == MILLRACE_KAFKA || this == MILLRACE_KAFKA_EOS;
    }

    /** Those that take part when nothing is said. */
    static List<Contender> usual() {
        return Arrays.stream(values())
                .filter(contender -> !contender.isOnBroker() || contender == KAFKA_STREAMS)
                .toList();
    }

    /** Those that share one broker. */
    static List<Contender> onBroker() {
        return List.copyOf(ON_BROKER);
    }

    boolean isEmbedded() {
        return this == MILLRACE || this == MILLRACE_2;
    }

    /** Whether there is anything to compare: only word count has a repartition to leave out, for example. */
    boolean does(Work work) {
        return switch (work) {
            case WORD_COUNT -> true;
            case PIPE, WINDOWED_COUNT, LARGE_STATE -> this != LOOP_DIRECT;
            case TABLE_JOIN, RESTORE -> isOnBroker() && this != CLIENT_LOOP;
        };
    }

    static Contender of(String title) {
        return Arrays.stream(values())
                .filter(contender -> contender.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("contender: " + title + " (expected: "
                        + Arrays.stream(values()).map(Contender::title).toList() + ")"));
    }
}
