/**
 * The test driver: runs a topology in one thread, one record at a time, without a broker and without waiting.
 *
 * <p>Start with {@link io.millrace.streams.TopologyTestDriver}. The package has the public API's name, because programs
 * that are moved here from Kafka Streams import it from there.
 */
@NullMarked
package io.millrace.streams;

import org.jspecify.annotations.NullMarked;
