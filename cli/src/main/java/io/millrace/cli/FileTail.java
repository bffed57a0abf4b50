package io.millrace.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Reads one file in pieces of whole lines, from where it was left. Owned by the main thread. */
final class FileTail {

    /** A piece is held in memory. A line that is longer is cut. */
    static final int PIECE_BYTES_MAX = 256 * 1024;

    private final Path path;
    private final BooleanSupplier growing;
    private long position;

    /**
     * @param path the file
     * @param position where to begin
     * @param growing whether a last line without an end may still be written to; otherwise it counts as a line
     */
    FileTail(Path path, long position, BooleanSupplier growing) {
        this.path = path;
        this.position = position;
        this.growing = growing;
    }

    /** The next piece, from {@link #position} on; empty when there is none at the moment. */
    Optional<byte[]> read() {
        boolean mayGrow = growing.getAsBoolean();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long length = file.length();
            if (length < position) {
                throw Journal.shorter(path, length, position);
            }
            byte[] bytes = new byte[(int) Math.min(PIECE_BYTES_MAX, length - position)];
            file.seek(position);
            file.readFully(bytes);
            int end = endOfLastLine(bytes);
            if (end == 0 && (bytes.length == PIECE_BYTES_MAX || !mayGrow)) {
                end = bytes.length;
            }
            position += end;
            return end == 0 ? Optional.empty() : Optional.of(Arrays.copyOf(bytes, end));
        } catch (IOException e) {
            throw new Failure(path + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Where the next piece begins. */
    long position() {
        return position;
    }

    Path path() {
        return path;
    }

    private static int endOfLastLine(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** The lines of a piece, without their ends. Bytes that are not UTF-8 become replacement characters. */
    static void lines(byte[] piece, Consumer<String> receiver) {
        int start = 0;
        for (int at = 0; at < piece.length; at++) {
            if (piece[at] == '\n') {
                receiver.accept(line(piece, start, at));
                start = at + 1;
            }
        }
        if (start < piece.length) {
            receiver.accept(line(piece, start, piece.length));
        }
    }

    private static String line(byte[] piece, int start, int end) {
        int last = end > start && piece[end - 1] == '\r' ? end - 1 : end;
        return new String(piece, start, last - start, StandardCharsets.UTF_8);
    }
}
