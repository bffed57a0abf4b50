package io.millrace.log.embedded;

import io.millrace.base.Seams;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The logs that are open in this process, each once, however often it is opened: user code that feeds an application
 * and the application itself share one. The settings of the first opening count. Thread safe; opening and closing wait
 * for each other, so that a folder is never opened while it is being released.
 */
final class OpenLogs {

    private static final OpenLogs OF_THIS_PROCESS = new OpenLogs();

    private final Map<Path, Shared> byFolder = new HashMap<>();

    private OpenLogs() {}

    static OpenLogs ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    synchronized LogCore open(Path folder, EmbeddedSettings settings, Seams seams, CommitSteps steps) {
        Path place = folder.toAbsolutePath().normalize();
        Shared shared = byFolder.get(place);
        if (shared == null) {
            shared = new Shared(LogCore.open(place, settings, seams, steps));
            byFolder.put(place, shared);
        }
        shared.openings++;
        return shared.core;
    }

    synchronized void close(Path folder) {
        Path place = folder.toAbsolutePath().normalize();
        Shared shared = byFolder.get(place);
        if (shared == null) {
            throw new AssertionError("log folder " + place + " is not open");
        }
        shared.openings--;
        if (shared.openings == 0) {
            byFolder.remove(place);
            shared.core.close();
        }
    }

    private static final class Shared {
        private final LogCore core;
        private int openings;

        private Shared(LogCore core) {
            this.core = core;
        }
    }
}
