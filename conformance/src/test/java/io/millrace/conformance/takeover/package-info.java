/**
 * Applications that change their engine in the middle of their work: Kafka Streams and Millrace, each in a JVM of its
 * own, on one broker, under one {@code application.id}.
 */
@NullMarked
package io.millrace.conformance.takeover;

import org.jspecify.annotations.NullMarked;
