/**
 * What Millrace costs, beside what its peers cost: JMH benchmarks for the record path, and an end-to-end runner that
 * measures Millrace, Kafka Streams and a plain loop in turns, in the same run, on the same bytes. Never published.
 */
@NullMarked
package io.millrace.benchmarks;

import org.jspecify.annotations.NullMarked;
