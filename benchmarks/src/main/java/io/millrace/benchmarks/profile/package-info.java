/**
 * Where the time of one run goes: {@link io.millrace.benchmarks.profile.Profile} runs a work on the embedded log in a
 * child JVM under Flight Recorder and prints the CPU time per group of threads (also those of the JVM and of RocksDB,
 * which no Java profiler sees) and the share of samples per method and per group of packages. Knows the comparison,
 * whose runs it uses.
 */
@NullMarked
package io.millrace.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
