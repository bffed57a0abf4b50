package io.millrace.benchmarks.compare;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Median, smallest and largest of a few figures. */
record Spread(double median, double min, double max) {

    static Spread of(Collection<Double> figures) {
        double[] sorted =
                figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], Arrays.stream(sorted).max().orElse(median));
    }

    /** For example {@code 4.20 (3.91-4.60)}. */
    String text(String format) {
        String one = String.format(Locale.ROOT, format, median);
        return min == max ? one : one + String.format(Locale.ROOT, " (" + format + "-" + format + ")", min, max);
    }
}
