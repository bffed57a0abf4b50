package io.millrace.benchmarks.compare;

import org.jspecify.annotations.Nullable;

/** Copies the output into a buffer that is overwritten again and again: writing without a device behind it. */
final class RingSink implements OutputSink {
    private final byte[] buffer = new byte[1 << 20];
    private int position;

    @Override
    public void accept(byte @Nullable [] key, byte[] value) {
        if (key != null) {
            copy(key);
        }
        copy(value);
    }

    private void copy(byte[] bytes) {
        if (position + bytes.length > buffer.length) {
            position = 0;
        }
        System.arraycopy(bytes, 0, buffer, position, bytes.length);
        position += bytes.length;
    }
}
