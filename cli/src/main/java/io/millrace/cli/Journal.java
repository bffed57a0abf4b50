package io.millrace.cli;

import io.millrace.streams.embedded.EmbeddedLog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What has been read of which file, in pieces, as the topic {@code progress} has it. Made once at the start; the feeder
 * adds to it what it commits. Owned by the main thread.
 */
final class Journal {

    static final String TOPIC = "progress";

    private final Map<String, List<Piece>> byFile = new LinkedHashMap<>();
    private long newestMs;

    Journal() {}

    /** Reads it; what was in a transaction that did not come to its end is not part of it. */
    static Journal read(EmbeddedLog log) {
        Journal journal = new Journal();
        try (TopicReader<String, String> reader =
                new TopicReader<>(log, TOPIC, new StringDeserializer(), new StringDeserializer())) {
            reader.readAll((file, value) -> journal.add(Piece.parse(file, value)));
        }
        return journal;
    }

    void add(Piece piece) {
        long expected = position(piece.file());
        if (piece.from() != expected) {
            throw new IllegalStateException("progress of " + piece.file() + ": a piece from byte " + piece.from()
                    + " (expected: from byte " + expected + ", where the piece before it ended)");
        }
        byFile.computeIfAbsent(piece.file(), file -> new ArrayList<>()).add(piece);
        newestMs = Math.max(newestMs, piece.timeMs());
    }

    /** How many bytes of a file have been read. */
    long position(String file) {
        List<Piece> pieces = byFile.get(file);
        return pieces == null ? 0 : pieces.get(pieces.size() - 1).to();
    }

    /** The time of the newest line, 0 when there is none. */
    long newestMs() {
        return newestMs;
    }

    Map<String, List<Piece>> byFile() {
        return Collections.unmodifiableMap(byFile);
    }

    /** Compares what was read with what the files say now. Files that are gone are passed over. */
    void requireUnchanged() {
        byFile.forEach((file, pieces) -> {
            Path path = Path.of(file);
            if (Files.exists(path)) {
                requireUnchanged(path, pieces);
            }
        });
    }

    private static void requireUnchanged(Path path, List<Piece> pieces) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long read = pieces.get(pieces.size() - 1).to();
            if (file.length() < read) {
                throw shorter(path, file.length(), read);
            }
            for (Piece piece : pieces) {
                byte[] bytes = new byte[piece.length()];
                file.readFully(bytes);
                if (!piece.isOf(bytes)) {
                    throw new Failure(
                            path + ": has been changed since it was read, between byte " + piece.from() + " and "
                                    + piece.to()
                                    + " (expected: only additions at the end; name another state folder with --state"
                                    + " to count it anew)");
                }
            }
        } catch (IOException e) {
            throw new Failure(path + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    static Failure shorter(Path path, long length, long read) {
        return new Failure(
                path + ": has " + length + " bytes, but " + read + " were read before (expected: only additions"
                        + " at the end; name another state folder with --state to count it anew)");
    }
}
