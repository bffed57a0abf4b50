package io.millrace.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one run gave. It travels from the child to the parent as one line of its output.
 *
 * @param records how many input records were done
 * @param wallNs from the first record processed to the last
 * @param cpuNs of the process, from before the application is made until it is closed
 * @param brokerCpuNs of the broker meanwhile; 0 where there is none
 * @param peakBytes the most memory resident
 * @param changelogBytes what the changelogs on the broker take; 0 where there are none
 * @param outputs how many records the output has
 * @param digest the output as {@link Digest#text}
 */
record Outcome(
        long records,
        long wallNs,
        long cpuNs,
        long brokerCpuNs,
        long peakBytes,
        long changelogBytes,
        long outputs,
        String digest) {
    private static final String MARK = "run-outcome ";

    String toLine() {
        return MARK
                + String.join(
                        " ",
                        List.of(
                                Long.toString(records),
                                Long.toString(wallNs),
                                Long.toString(cpuNs),
                                Long.toString(brokerCpuNs),
                                Long.toString(peakBytes),
                                Long.toString(changelogBytes),
                                Long.toString(outputs),
                                digest));
    }

    static Optional<Outcome> find(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(MARK)).findFirst().map(Outcome::parse);
    }

    private static Outcome parse(String line) {
        List<String> parts =
                new ArrayList<>(List.of(line.substring(MARK.length()).split(" ")));
        String digest = parts.remove(parts.size() - 1);
        long[] numbers = parts.stream().mapToLong(Long::parseLong).toArray();
        return new Outcome(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], digest);
    }

    double recordsPerSecond() {
        return records * 1e9 / wallNs;
    }

    double cpuSecondsPerMillion() {
        return cpuNs / 1e3 / records;
    }

    double changelogBytesPerRecord() {
        return (double) changelogBytes / records;
    }

    double brokerCpuSecondsPerMillion() {
        return brokerCpuNs / 1e3 / records;
    }
}
