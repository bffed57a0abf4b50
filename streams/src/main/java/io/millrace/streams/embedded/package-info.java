/**
 * The embedded log's door for user code: feed and read an application that runs without a broker.
 *
 * <p>An application whose configuration has no {@code bootstrap.servers} keeps its topics, its state and its progress
 * in one durable log below {@code state.dir}. {@link io.millrace.streams.embedded.EmbeddedLog} opens that log in the
 * same process and hands out the ordinary {@code Producer} and {@code Consumer} of kafka-clients, so code that feeds an
 * application on the embedded log is the code that feeds it on Kafka.
 */
@NullMarked
package io.millrace.streams.embedded;

import org.jspecify.annotations.NullMarked;
