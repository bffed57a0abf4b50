/**
 * The {@code millrace} command: one class per subcommand, each of which parses its options, does its work through the
 * public API, and turns every expected failure into one clear sentence and an exit code.
 *
 * <p>This is an application, not library code: it may read the clock, print, and start threads.
 */
@NullMarked
package io.millrace.cli;

import org.jspecify.annotations.NullMarked;
