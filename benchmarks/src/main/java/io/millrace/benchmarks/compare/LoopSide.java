package io.millrace.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measures {@link PlainLoop}: once for the figures, then once more, unmeasured, for the digest of its output. */
final class LoopSide {
    private LoopSide() {}

    /** @param durable whether the output goes to a file in {@code folder} that is synced again and again */
    static Outcome measure(Work work, boolean hop, boolean durable, Path file, Path folder) throws IOException {
        CpuMeter cpu = new CpuMeter();
        long start = System.nanoTime();
        long records =
                durable ? runDurably(work, hop, file, folder) : run(file, new PlainLoop(work, hop, new RingSink()));
        long wallNs = System.nanoTime() - start;
        long cpuNs = cpu.usedNs();
        long peakBytes = CpuMeter.peakResidentBytes();
        Digest digest = new Digest(work);
        run(file, new PlainLoop(work, hop, digest));
        return new Outcome(records, wallNs, cpuNs, 0, peakBytes, 0, digest.records(), digest.text());
    }

    private static long runDurably(Work work, boolean hop, Path file, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (FileSink sink = new FileSink(folder.resolve("output"))) {
            return run(file, new PlainLoop(work, hop, sink));
        }
    }

    private static long run(Path file, PlainLoop loop) throws IOException {
        long records = InputFile.read(file, loop);
        loop.emit();
        return records;
    }
}
