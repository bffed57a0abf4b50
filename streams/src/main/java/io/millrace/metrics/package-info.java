/**
 * What is measured, under the names of Kafka Streams: owners count in plain fields, and what has come together is shown
 * once per commit. Nothing here is touched for a single record but a field.
 */
@NullMarked
package io.millrace.metrics;

import org.jspecify.annotations.NullMarked;
