package io.millrace.benchmarks.compare;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The input of a work in a plain file, from which it is loaded into the embedded log and into the broker, and which the
 * plain loop reads itself. So all have the same bytes.
 */
final class InputFile {
    private static final int BUFFER_BYTES = 1 << 20;

    private InputFile() {}

    static void write(Path file, long records, Inputs inputs) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES))) {
            out.writeLong(records);
            for (long i = 0; i < records; i++) {
                write(out, inputs.next());
            }
        }
    }

    /** Hands every record of the file to the reader, in order. Returns how many there were. */
    static long read(Path file, Consumer<InputRecord> reader) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
            long records = in.readLong();
            for (long i = 0; i < records; i++) {
                reader.accept(read(in));
            }
            return records;
        }
    }

    static long records(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            return in.readLong();
        }
    }

    private static void write(DataOutputStream out, InputRecord input) throws IOException {
        byte[] key = input.key();
        out.writeInt(input.partition());
        out.writeLong(input.timestampMs());
        out.writeInt(key == null ? -1 : key.length);
        if (key != null) {
            out.write(key);
        }
        out.writeInt(input.value().length);
        out.write(input.value());
    }

    private static InputRecord read(DataInputStream in) throws IOException {
        int partition = in.readInt();
        long timestampMs = in.readLong();
        int keyLength = in.readInt();
        byte[] key = keyLength < 0 ? null : in.readNBytes(keyLength);
        return new InputRecord(partition, timestampMs, key, in.readNBytes(in.readInt()));
    }
}
