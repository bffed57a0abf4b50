/**
 * Kafka's own client interfaces over the log port, so that code which feeds and reads an application on Kafka feeds and
 * reads it on the embedded log.
 *
 * <p>{@link io.millrace.log.clients.LogProducer} collects what is sent into transactions of the log;
 * {@link io.millrace.log.clients.LogConsumer} reads committed records through a reader, and takes part in a group
 * through a member of which it only uses the assignment. {@link io.millrace.log.clients.LogDoor} hands them out.
 *
 * <p>Start with {@code LogDoor}. Neighbours: knows the log port, the public API and {@code io.millrace.base}; nothing
 * of any one log.
 */
@NullMarked
package io.millrace.log.clients;

import org.jspecify.annotations.NullMarked;
