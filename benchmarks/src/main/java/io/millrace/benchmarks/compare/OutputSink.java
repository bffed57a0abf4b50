package io.millrace.benchmarks.compare;

import org.jspecify.annotations.Nullable;

/** Takes the encoded output of a work. The arrays stay the caller's. */
interface OutputSink {
    void accept(byte @Nullable [] key, byte[] value);
}
