package io.millrace.log.embedded;

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
 * The folder of a log: a file that says what it is and in which version, and the database in a folder of its own.
 * Looked at before the database is opened, so that nothing is changed in a folder that is not ours. Stateless.
 */
final class LogFolder {

    private static final String FORMAT_FILE = "format";
    private static final String UNFINISHED_FILE = "format.new";
    private static final String DATABASE_FOLDER = "db";
    private static final String FORMAT_PREFIX = "millrace embedded log, format ";
    private static final String FORMAT = FORMAT_PREFIX + "1";

    private LogFolder() {}

    /**
     * Makes the folder if it is missing or empty, and otherwise checks that it is a log of a version that is known.
     *
     * @return where the database is
     */
    static Path prepare(Path folder) {
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
                    "log folder " + folder + ": cannot be made or read (expected: a folder this user may write to)", e);
        }
        return folder.resolve(DATABASE_FOLDER);
    }

    private static void check(Path folder, String format) {
        if (!format.equals(FORMAT)) {
            String what = format.startsWith(FORMAT_PREFIX) ? "an unknown version" : "something else";
            throw new ProcessorStateException("log folder " + folder + ": its file '" + FORMAT_FILE + "' says '"
                    + format
                    + "', which is " + what + " (expected: '" + FORMAT + "'; use the version of Millrace that wrote it,"
                    + " or set another state.dir)");
        }
    }

    private static void refuseForeignFiles(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<String> foreign;
        try (Stream<Path> files = Files.list(folder)) {
            foreign = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(UNFINISHED_FILE))
                    .sorted()
                    .limit(3)
                    .toList();
        }
        if (!foreign.isEmpty()) {
            throw new ProcessorStateException("log folder " + folder + ": holds files of something else, such as "
                    + foreign + " (expected: an empty folder or one with a file '" + FORMAT_FILE
                    + "' written by Millrace; set another state.dir)");
        }
    }

    private static void write(Path folder, Path format) throws IOException {
        Path unfinished = folder.resolve(UNFINISHED_FILE);
        Files.writeString(unfinished, FORMAT + "\n");
        try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(unfinished, format, StandardCopyOption.ATOMIC_MOVE);
    }
}
