/**
 * The context for tests of transformers. The package has the public API's name, because programs that are moved here
 * from Kafka Streams import it from there.
 */
@NullMarked
package io.millrace.streams.processor;

import org.jspecify.annotations.NullMarked;
