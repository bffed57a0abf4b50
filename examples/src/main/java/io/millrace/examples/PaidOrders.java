package io.millrace.examples;

import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.Topology;
import io.millrace.streams.kstream.Consumed;
import io.millrace.streams.kstream.JoinWindows;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.Produced;
import io.millrace.streams.kstream.StreamJoined;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Two streams joined by time: orders and their payments, both under the order's number. An order that is paid within
 * the hour goes out with its payment; one that is not goes out alone, once the hour, and five minutes for stragglers,
 * are over.
 */
public final class PaidOrders {

    private static final JoinWindows WITHIN_AN_HOUR = JoinWindows.ofTimeDifferenceAndGrace(
                    Duration.ofHours(1), Duration.ofMinutes(5))
            .before(Duration.ZERO); // nobody pays before the order

    private PaidOrders() {}

    /** The topology: reads {@code orders} and {@code payments}. */
    public static Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        Consumed<String, String> texts = Consumed.with(Serdes.String(), Serdes.String());
        KStream<String, String> orders = builder.stream("orders", texts);
        KStream<String, String> payments = builder.stream("payments", texts);
        orders.leftJoin(
                        payments,
                        (order, payment) -> order + (payment == null ? ": not paid" : ": paid by " + payment),
                        WITHIN_AN_HOUR,
                        StreamJoined.with(Serdes.String(), Serdes.String(), Serdes.String())
                                .withName("paid")
                                .withStoreName("paid"))
                .to("outcomes", Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }

    /** Runs it until it is stopped. */
    public static void main(String[] arguments) {
        MillraceStreams streams = new MillraceStreams(build(), Settings.of("paid-orders"));
        Settings.runUntilStopped(streams);
    }
}
