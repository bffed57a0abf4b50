/**
 * The {@code millrace} command. {@link io.millrace.cli.Millrace} is its main class; its one subcommand so far is
 * {@code demo}, a word count that is a real streaming application on the embedded log.
 *
 * <p>Read {@code WordCounts} first: it is the topology, on one screen. {@code LineFeeder} brings the text in,
 * {@code Demo} runs both and looks at the results, {@code Recount} counts again without Millrace.
 *
 * <p>This is an application, not library code: it uses the public API as a user would, and it may read the clock, print
 * and start threads. Every expected failure becomes one clear sentence and an exit code. One class looks below the
 * public API: {@code DiskWatch}, which asks the embedded log whether the disk is full.
 */
@NullMarked
package io.millrace.cli;

import org.jspecify.annotations.NullMarked;
