package io.millrace.store.rocksdb;

import io.millrace.streams.errors.ProcessorStateException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with a database: a file that says what it is and in which version, and the database in a folder of its own.
 * Looked at before the database is opened, so that nothing is changed in a folder that is not ours. Immutable.
 *
 * @param name what messages call it: {@code log}
 * @param kind what its file says before the version: {@code millrace embedded log, format }
 * @param version the version that is written, and the only one that is read
 */
public record FormatFolder(String name, String kind, int version) {

    private static final String FORMAT_FILE = "format";
    private static final String UNFINISHED_FILE = "format.new";
    private static final String DATABASE_FOLDER = "db";

    /**
     * Makes the folder if it is missing or empty, and otherwise checks that it is of this kind and version.
     *
     * @return where the database is
     * @throws ProcessorStateException if it holds something else; the message says what
     */
    public Path prepare(Path folder) {
        try {
            Path format = folder.resolve(FORMAT_FILE);
            if (Files.exists(format)) {
                check(folder, Files.readString(format).strip());
            } else {
                refuseForeignFiles(folder);
                Files.createDirectories(folder);
                write(folder, format);
            }
        } catch (IOException e) {
            throw new ProcessorStateException(
                    name + " folder " + folder + ": cannot be made or read (expected: a folder this user may write to)",
                    e);
        }
        return folder.resolve(DATABASE_FOLDER);
    }

    private String format() {
        return kind + version;
    }

    private void check(Path folder, String found) {
        if (!found.equals(format())) {
            String what = found.startsWith(kind) ? "an unknown version" : "something else";
            throw new ProcessorStateException(name + " folder " + folder + ": its file '" + FORMAT_FILE + "' says '"
                    + found + "', which is " + what + " (expected: '" + format()
                    + "'; use the version of Millrace that wrote it, or set another state.dir)");
        }
    }

    private void refuseForeignFiles(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<String> foreign;
        try (Stream<Path> files = Files.list(folder)) {
            foreign = files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.equals(UNFINISHED_FILE))
                    .sorted()
                    .limit(3)
                    .toList();
        }
        if (!foreign.isEmpty()) {
            throw new ProcessorStateException(name + " folder " + folder
                    + ": holds files of something else, such as " + foreign
                    + " (expected: an empty folder or one with a file '" + FORMAT_FILE
                    + "' written by Millrace; set another state.dir)");
        }
    }

    private void write(Path folder, Path format) throws IOException {
        Path unfinished = folder.resolve(UNFINISHED_FILE);
        Files.writeString(unfinished, format() + "\n");
        try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(unfinished, format, StandardCopyOption.ATOMIC_MOVE);
    }
}
