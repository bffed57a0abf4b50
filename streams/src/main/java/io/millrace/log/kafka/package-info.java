/**
 * The log on Apache Kafka: topics, groups and transactions of a cluster, behind the log port.
 *
 * <p>Reading is a consumer's ({@code GuardedConsumer}). A seat in a group is a consumer that subscribes with an
 * assignor of ours ({@code GroupProtocol}): the protocol carries who holds what, and who is to get what says the policy
 * that came with the seat ({@link io.millrace.log.Assignor}). Appending is a producer's, which a thread of its own
 * drives ({@code Courier}), so that the worker goes on while a commit is under way; how a transaction is delivered - in
 * one of Kafka's, or record by record - is a {@code Delivery}.
 *
 * <p>Start with {@link io.millrace.log.kafka.KafkaLog}. Knows the log port, the seams, and of the public API the
 * configuration. The only package besides {@code log.clients} that sees Kafka's clients.
 */
@NullMarked
package io.millrace.log.kafka;

import org.jspecify.annotations.NullMarked;
