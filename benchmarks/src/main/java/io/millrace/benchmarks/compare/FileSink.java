package io.millrace.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Appends the output to a file, each field behind its length, and syncs the file every 100 ms, as often as the embedded
 * log commits by default: the least that an output costs that survives the loss of power.
 */
final class FileSink implements OutputSink, AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final long SYNC_NS = 100_000_000;
    /** So often the clock is read. */
    private static final int RECORDS_PER_LOOK = 256;

    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private long syncedNs = System.nanoTime();
    private int sinceLook;

    FileSink(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public void accept(byte @Nullable [] key, byte[] value) {
        try {
            int keyBytes = key == null ? 0 : key.length;
            if (buffer.remaining() < keyBytes + value.length + 2 * Integer.BYTES) {
                write();
            }
            buffer.putInt(key == null ? -1 : keyBytes);
            if (key != null) {
                buffer.put(key);
            }
            buffer.putInt(value.length).put(value);
            if (++sinceLook == RECORDS_PER_LOOK) {
                sinceLook = 0;
                syncIfDue();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The output cannot be written: " + e.getMessage(), e);
        }
    }

    private void syncIfDue() throws IOException {
        if (System.nanoTime() - syncedNs >= SYNC_NS) {
            sync();
        }
    }

    private void sync() throws IOException {
        write();
        file.force(false);
        syncedNs = System.nanoTime();
    }

    private void write() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        sync();
        file.close();
    }
}
