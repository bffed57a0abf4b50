package io.millrace.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One run of one contender: the main class of the child JVMs that {@link Comparison} starts. Prints its {@link Outcome}
 * as a line and ends with 0; anything else ends with another code and a stack trace.
 */
final class Run {
    private Run() {}

    /**
     * @param args contender, work, input file, folder of this run, and for those on a broker its address and process id
     */
    public static void main(String[] args) throws IOException {
        Contender contender = Contender.of(args[0]);
        Work work = Work.of(args[1]);
        Path file = Path.of(args[2]);
        Path folder = Path.of(args[3]);
        long records = InputFile.records(file);
        Outcome outcome = switch (contender) {
            case MILLRACE, MILLRACE_2 -> EmbeddedSide.measure(work, folder, contender.threads(), records);
            case KAFKA_STREAMS, KAFKA_STREAMS_EOS, MILLRACE_KAFKA, MILLRACE_KAFKA_EOS, CLIENT_LOOP ->
                work == Work.RESTORE
                        ? RestoreSide.measure(contender, args[4], Long.parseLong(args[5]), folder, records)
                        : new KafkaSide(contender, work, args[4]).measure(Long.parseLong(args[5]), folder, records);
            case LOOP -> LoopSide.measure(work, true, false, file, folder);
            case LOOP_DURABLE -> LoopSide.measure(work, true, true, file, folder);
            case LOOP_DIRECT -> LoopSide.measure(work, false, false, file, folder);
        };
        System.out.println(outcome.toLine());
        System.out.flush();
        // Nothing of a contender may keep the child alive.
        System.exit(0);
    }
}
