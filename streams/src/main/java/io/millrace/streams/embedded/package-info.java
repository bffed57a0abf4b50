/**
 * The embedded log's door for user code: feed and read an application that runs without a broker.
 *
 * <p>An application whose configuration has no {@code bootstrap.servers} keeps its topics, its state and its progress
 * in one durable log below {@code state.dir}. {@link io.millrace.streams.embedded.EmbeddedLog} opens that log in the
 * same process and hands out the ordinary {@code Producer} and {@code Consumer} of kafka-clients, so code that feeds an
 * application on the embedded log is the code that feeds it on Kafka.
 *
 * <pre>{@code
 * try (EmbeddedLog log = EmbeddedLog.open(settings);
 *         Producer<String, String> lines = log.producer(new StringSerializer(), new StringSerializer(), Map.of())) {
 *     lines.send(new ProducerRecord<>("lines", "to be or not to be"));
 * }
 * }</pre>
 *
 * <p>One process at a time may have the folder open; within it any number of doors share one log. The door is safe from
 * any thread, its consumers are for one thread each. A topic is made when it is first written to, with
 * {@code embedded.num.partitions} partitions (by default one).
 */
@NullMarked
package io.millrace.streams.embedded;

import org.jspecify.annotations.NullMarked;
