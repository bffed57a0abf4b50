package io.millrace.benchmarks.compare;

import org.jspecify.annotations.Nullable;

/** One record of the input, as bytes. The arrays are not shared with anybody who changes them. */
@SuppressWarnings("ArrayRecordComponent") // A carrier of bytes; never compared.
record InputRecord(int partition, long timestampMs, byte @Nullable [] key, byte[] value) {}
