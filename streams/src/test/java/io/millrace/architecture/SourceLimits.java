package io.millrace.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures one source file against the limits of CONTRIBUTING and returns what is over them.
 *
 * <p>The numbers are what good Java codebases already reach; a file that needs more usually holds two ideas.
 */
final class SourceLimits {
    static final int FILE_LINES_MAX = 600;
    /** Interfaces of the public API are long because of their Javadoc. */
    static final int API_INTERFACE_LINES_MAX = 900;

    static final int METHOD_LINES_MAX = 60;
    static final int CONSTRUCTOR_PARAMETERS_MAX = 7;
    static final int RECORD_COMPONENTS_MAX = 10;
    static final int LINE_LENGTH_MAX = 120;

    private static final String API_PATH = "src/main/java/io/millrace/streams/";
    private static final Pattern BANNED = Pattern.compile("\\b(TODO|FIXME|XXX|Thread\\.sleep)\\b");

    private SourceLimits() {}

    /**
     * Something over its limit. {@code kind} tells what was measured, and on what: {@code method-lines:Plan.toText}.
     */
    record Excess(String path, String kind, int value, int limit) {
        @Override
        public String toString() {
            return path + " " + kind + ": " + value + " (expected: <= " + limit + ")";
        }
    }

    static List<Excess> check(String path, String text) {
        List<Excess> found = new ArrayList<>();
        SourceFile source = new SourceFile(path, text);
        int fileMax = path.contains(API_PATH) && source.isInterface() ? API_INTERFACE_LINES_MAX : FILE_LINES_MAX;
        List<String> lines = text.lines().toList();
        add(found, path, "file-lines", lines.size(), fileMax);
        add(
                found,
                path,
                "line-length",
                lines.stream().mapToInt(String::length).max().orElse(0),
                LINE_LENGTH_MAX);
        source.forEachSize(size -> add(found, path, kind(size), size.value(), limit(size.kind())));
        Matcher banned = BANNED.matcher(text);
        while (banned.find()) {
            add(found, path, "banned-word:" + banned.group(), 1, 0);
        }
        return found;
    }

    private static void add(List<Excess> found, String path, String kind, int value, int limit) {
        if (value > limit) {
            found.add(new Excess(path, kind, value, limit));
        }
    }

    private static String kind(SourceFile.Size size) {
        return switch (size.kind()) {
            case METHOD_LINES -> "method-lines:" + size.name();
            case CONSTRUCTOR_PARAMETERS -> "constructor-parameters:" + size.name();
            case RECORD_COMPONENTS -> "record-components:" + size.name();
        };
    }

    private static int limit(SourceFile.Kind kind) {
        return switch (kind) {
            case METHOD_LINES -> METHOD_LINES_MAX;
            case CONSTRUCTOR_PARAMETERS -> CONSTRUCTOR_PARAMETERS_MAX;
            case RECORD_COMPONENTS -> RECORD_COMPONENTS_MAX;
        };
    }
}
