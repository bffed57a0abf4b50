package io.millrace.log;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which topics are of interest, those included that do not exist yet.
 *
 * @param names topics by name; empty when there is a pattern
 * @param pattern the topics whose whole names match; null when they are named
 */
public record TopicFilter(Set<String> names, @Nullable Pattern pattern) {

    /** Every topic. */
    public static final TopicFilter ALL = new TopicFilter(Set.of(), Pattern.compile(".*"));

    public TopicFilter {
        names = Set.copyOf(names);
    }
}
