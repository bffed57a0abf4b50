package io.millrace.cli;

import java.util.zip.CRC32C;

/**
 * A part of a file that was read at one moment; written to the topic {@code progress} in the transaction that also
 * holds its lines. The value is text, so that it can be read by eye: {@code from to timeMs checksum}.
 *
 * @param file its path
 * @param from offset of its first byte in the file
 * @param to offset after its last byte
 * @param timeMs when it was read; the time of all its lines
 * @param checksum CRC-32C of its bytes, by which a changed file is noticed
 */
record Piece(String file, long from, long to, long timeMs, long checksum) {

    static Piece of(String file, long from, byte[] bytes, long timeMs) {
        return new Piece(file, from, from + bytes.length, timeMs, checksum(bytes));
    }

    static Piece parse(String file, String value) {
        String[] parts = value.split(" ", -1);
        if (parts.length != 4) {
            throw new Failure("progress of " + file + ": '" + value + "' (expected: from to timeMs checksum; the state"
                    + " folder was written by something else)");
        }
        return new Piece(
                file,
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3], 16));
    }

    String value() {
        return from + " " + to + " " + timeMs + " " + Long.toHexString(checksum);
    }

    int length() {
        return Math.toIntExact(to - from);
    }

    boolean isOf(byte[] bytes) {
        return checksum(bytes) == checksum;
    }

    private static long checksum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, bytes.length);
        return sum.getValue();
    }
}
