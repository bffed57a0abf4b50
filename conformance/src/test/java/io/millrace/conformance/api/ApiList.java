package io.millrace.conformance.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A list of lines of {@link ApiText} in a file, in groups; a group begins with a comment, which says why its lines are
 * on the list.
 */
final class ApiList {

    private final Path file;
    private final List<String> text;

    private ApiList(Path file, List<String> text) {
        this.file = file;
        this.text = text;
    }

    static ApiList read(String name) {
        Path file = Path.of("src/test/resources", name);
        try {
            return new ApiList(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> entries() {
        Set<String> entries = new LinkedHashSet<>();
        for (String line : text) {
            if (isEntry(line)) {
                entries.add(line);
            }
        }
        return entries;
    }

    private static boolean isEntry(String line) {
        return !line.isBlank() && !line.startsWith("#");
    }

    /** Entries that stand before the first comment, so that nothing says why they are here. */
    List<String> withoutReason() {
        List<String> found = new ArrayList<>();
        for (String line : text) {
            if (line.startsWith("#")) {
                break;
            }
            if (isEntry(line)) {
                found.add(line);
            }
        }
        return found;
    }

    /** Takes lines off the list. */
    void remove(Collection<String> entries) {
        List<String> kept =
                text.stream().filter(line -> !entries.contains(line)).toList();
        try {
            Files.write(file, kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "conformance/" + file;
    }
}
