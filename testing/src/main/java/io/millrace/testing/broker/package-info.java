/**
 * Real Kafka brokers for tests, comparisons and trying things out: in processes of their own, on the loopback
 * interface, with their data in a folder that the caller gives and deletes. Start with
 * {@link io.millrace.testing.broker.BrokerCluster}.
 *
 * <p>The broker's jars ({@code org.apache.kafka:kafka_2.13}) are not a dependency of this module: the caller has them
 * on a class path and hands that in. In this project's build the module {@code broker} writes that class path to a
 * file. Knows only kafka-clients and {@code io.millrace.base}.
 */
@NullMarked
package io.millrace.testing.broker;

import org.jspecify.annotations.NullMarked;
