/**
 * The same programs on Kafka Streams and on Millrace, compared in full.
 *
 * <p>A program is written once, against {@code io.millrace.streams}. {@link io.millrace.conformance.Engines} runs it as
 * it is on Millrace's {@code TopologyTestDriver}, and, with the classes renamed by a class loader, on the original's.
 * Both are fed the same records, and each writes down what it saw as text: {@code describe()}, the internal topics with
 * their settings, every record of every topic with the step after which it came, every store, the records that were
 * dropped, and what was refused, when and with which exception. Any line that differs is a failure, whose report holds
 * the case, the input, and both sides.
 *
 * <h2>To add a case</h2>
 *
 * <p>A case is a method of a class in {@link io.millrace.conformance.program.cases}: it builds a topology and says what
 * is piped in. Nothing is asserted, for the original says what is right.
 *
 * <pre>{@code
 * void countDropsNullValues(Scenario it) {
 *     it.stream("in").groupByKey().count().toStream().to("out");
 *     it.pipe("in", "a", "x", 10);
 *     it.pipe("in", "a", null, 20);
 * }
 * }</pre>
 *
 * <p>A new class of cases is added to the list in {@link io.millrace.conformance.CasesTest}. Each case runs in every
 * {@link io.millrace.conformance.Variant}. A behaviour that is meant to differ is a case in
 * {@link io.millrace.conformance.program.cases.DifferentOnPurpose}, with a line in {@code docs/differences.md}.
 */
@NullMarked
package io.millrace.conformance;

import org.jspecify.annotations.NullMarked;
