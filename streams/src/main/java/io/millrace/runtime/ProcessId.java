package io.millrace.runtime;

import io.millrace.base.Randomness;
import io.millrace.streams.errors.ProcessorStateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Tells an instance from all others of its application, and stays with its state over restarts. So an instance that
 * comes back is the one that has this state, and its producers end what they left open when they were killed.
 */
final class ProcessId {

    private static final String FILE = "process-id";
    private static final String UNFINISHED_FILE = "process-id.new";

    private ProcessId() {}

    /**
     * The one in a folder, which must be this process's alone; made if there is none.
     *
     * @throws ProcessorStateException if it cannot be read or written
     */
    static UUID of(Path folder, Randomness randomness) {
        Path file = folder.resolve(FILE);
        try {
            if (Files.exists(file)) {
                return UUID.fromString(Files.readString(file).strip());
            }
            UUID made = randomness.split().nextUuid();
            Path unfinished = folder.resolve(UNFINISHED_FILE);
            Files.writeString(unfinished, made + "\n");
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return made;
        } catch (IOException e) {
            throw new ProcessorStateException(
                    "process id " + file + ": cannot be read or written (expected: a folder this user may write to)",
                    e);
        } catch (IllegalArgumentException e) {
            throw new ProcessorStateException(
                    "process id " + file + ": holds something else (expected: a UUID; remove the file, and a new one is"
                            + " made)",
                    e);
        }
    }
}
