/**
 * A real Kafka broker for tests and comparisons: one node, in a process of its own, on the loopback interface, with its
 * data in a folder that the caller gives and deletes. {@link io.millrace.testing.broker.BrokerProcess} is all there is.
 *
 * <p>The broker's jars ({@code org.apache.kafka:kafka_2.13}) are not a dependency of this module: the caller has them
 * on a class path and hands that in. Knows only kafka-clients.
 */
@NullMarked
package io.millrace.testing.broker;

import org.jspecify.annotations.NullMarked;
