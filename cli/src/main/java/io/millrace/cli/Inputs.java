package io.millrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files that are to be read. A folder stands for the text files below it, now and later; what is hidden, made by a
 * build, or not text is left out, and so is the state folder. Owned by the main thread.
 */
final class Inputs {

    private static final Set<String> LEFT_OUT = Set.of("target", "node_modules");

    /** So much of a file is looked at to say whether it is text: text has no byte 0. */
    private static final int LOOKED_AT_BYTES = 8192;

    private final Named named;
    private final Path stateFolder;
    private final Set<Path> knownText = new HashSet<>();

    Inputs(Named named, Path stateFolder) {
        this.named = named;
        this.stateFolder = stateFolder;
    }

    /**
     * What the user has named.
     *
     * @param paths absolute paths of files and folders
     * @param standardInput whether standard input is read too
     */
    record Named(List<Path> paths, boolean standardInput) {

        /**
         * Checks what was named.
         *
         * @param given as on the command line
         * @param home the checkout, whose text is the default
         */
        static Named of(Collection<String> given, @Nullable String home) {
            if (given.isEmpty()) {
                if (home == null) {
                    throw new Failure("nothing to count (expected: files, folders, or - for standard input)");
                }
                return new Named(List.of(Path.of(home).toAbsolutePath().normalize()), false);
            }
            List<Path> paths = new ArrayList<>();
            for (String path : given) {
                if (!path.equals("-")) {
                    paths.add(readable(Path.of(path)));
                }
            }
            return new Named(List.copyOf(paths), given.contains("-"));
        }

        private static Path readable(Path path) {
            if (!Files.exists(path)) {
                throw new Failure(path + ": there is no such file or folder");
            }
            if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
                throw new Failure(path + ": is neither a file nor a folder (pipe it in and name - instead)");
            }
            requireReadable(path);
            return path.toAbsolutePath().normalize();
        }
    }

    /** The files as of now, in a stable order. */
    Collection<Path> files() {
        Set<Path> files = new TreeSet<>();
        for (Path path : named.paths()) {
            if (Files.isDirectory(path)) {
                addBelow(path, files);
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private void addBelow(Path folder, Set<Path> files) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                    boolean leftOut = visited.equals(stateFolder) || (!visited.equals(folder) && isLeftOut(visited));
                    return leftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && !isLeftOut(file) && isText(file)) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new Failure(folder + ": cannot be read (" + e + ")", e);
        }
    }

    private static boolean isLeftOut(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") || LEFT_OUT.contains(name);
    }

    private boolean isText(Path file) {
        if (knownText.contains(file)) {
            return true;
        }
        requireReadable(file);
        byte[] start;
        try (InputStream bytes = Files.newInputStream(file)) {
            start = bytes.readNBytes(LOOKED_AT_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (byte one : start) {
            if (one == 0) {
                return false;
            }
        }
        // An empty file has not shown yet what it is.
        return start.length == 0 || knownText.add(file);
    }

    private static void requireReadable(Path path) {
        if (!Files.isReadable(path)) {
            throw new Failure(path + ": may not be read by this user");
        }
    }
}
