/**
 * The public API beside the original's: every class and member of Kafka Streams outside of its {@code internals}
 * packages, and every setting.
 *
 * <p>{@link io.millrace.conformance.api.ApiComparisonTest} fails when a member of the original is missing here and on
 * neither list: {@code api-left-out.txt} (for good, with the reason) and {@code api-not-there-yet.txt} (only shrinks).
 */
@NullMarked
package io.millrace.conformance.api;

import org.jspecify.annotations.NullMarked;
