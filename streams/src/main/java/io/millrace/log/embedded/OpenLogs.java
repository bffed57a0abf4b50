package io.millrace.log.embedded;

import io.millrace.base.Seams;
import io.millrace.streams.StreamsConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The logs that are open in this process, each once, however often it is opened: user code that feeds an application
 * and the application itself share one. The settings of the first opening count. Thread safe; opening and closing wait
 * for each other, so that a folder is never opened while it is being released.
 */
final class OpenLogs {

    private static final Logger LOG = LoggerFactory.getLogger(OpenLogs.class);
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
        } else {
            warnOfOtherTuning(place, shared.core.settings(), settings);
        }
        shared.openings++;
        return shared.core;
    }

    private static void warnOfOtherTuning(Path place, EmbeddedSettings present, EmbeddedSettings wanted) {
        Class<?> setter = wanted.tuning().setterClass();
        if (setter != null && setter != present.tuning().setterClass()) {
            LOG.warn(
                    "{}: {} has no effect: the log in {} was opened before in this process, with {} (expected: the same"
                            + " for EmbeddedLog.open and for the application)",
                    StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
                    setter.getName(),
                    place,
                    present.tuning().setterClass());
        }
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
