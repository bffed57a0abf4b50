package io.millrace.store.rocksdb;

import io.millrace.streams.errors.ProcessorStateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at a folder before a database is opened in it, so that nothing that is not ours is ever changed. Stateless. */
final class RocksFolder {

    /** Written last when a database is made: a folder without it holds no database. */
    private static final String CURRENT = "CURRENT";
    /** What may lie there without it, when the process died while the database was made. */
    private static final Pattern UNFINISHED =
            Pattern.compile("LOCK|IDENTITY|LOG(\\.old.*)?|(MANIFEST|OPTIONS)-.*|.*\\.(log|sst|dbtmp)");

    private RocksFolder() {}

    /** Makes the folder when it is missing; refuses one that something else has put files into. */
    static void prepare(Path folder) {
        try {
            Files.createDirectories(folder);
            if (!Files.exists(folder.resolve(CURRENT))) {
                refuseForeignFiles(folder);
            }
        } catch (IOException e) {
            throw new ProcessorStateException(
                    "state folder " + folder + ": cannot be made or read (expected: a folder this user may write to)",
                    e);
        }
    }

    private static void refuseForeignFiles(Path folder) throws IOException {
        List<String> foreign;
        try (Stream<Path> files = Files.list(folder)) {
            foreign = files.map(file -> file.getFileName().toString())
                    .filter(name -> !UNFINISHED.matcher(name).matches())
                    .sorted()
                    .limit(3)
                    .toList();
        }
        if (!foreign.isEmpty()) {
            throw new ProcessorStateException("state folder " + folder + ": holds files of something else, such as "
                    + foreign + " (expected: an empty folder or one written by Millrace; set another state.dir)");
        }
    }
}
