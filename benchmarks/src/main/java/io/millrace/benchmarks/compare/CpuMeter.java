package io.millrace.benchmarks.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** CPU time and memory of this process, all its threads included: JIT compiler, garbage collector, RocksDB. */
final class CpuMeter {
    private final long startNs = cpuNs();

    /** Since this meter was made. */
    long usedNs() {
        return cpuNs() - startNs;
    }

    /** Of another process; 0 where there is none. */
    static long cpuNs(long processId) {
        return ProcessHandle.of(processId)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElse(0L);
    }

    /** The most memory this process ever had resident; 0 where the system does not tell. */
    static long peakResidentBytes() {
        Path status = Path.of("/proc/self/status");
        try {
            List<String> lines = Files.exists(status) ? Files.readAllLines(status) : List.of();
            return lines.stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static long cpuNs() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
