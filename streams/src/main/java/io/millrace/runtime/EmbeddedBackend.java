package io.millrace.runtime;

import io.millrace.base.Seams;
import io.millrace.log.embedded.CommitSteps;
import io.millrace.log.embedded.EmbeddedLogStorage;
import io.millrace.log.embedded.EmbeddedSettings;
import io.millrace.store.rocksdb.StoreTuning;
import io.millrace.streams.StreamsConfig;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/**
 * Where an application without a broker lives: {@code <state.dir>/<application.id>}, the log in a folder of its own.
 */
public final class EmbeddedBackend {

    private static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final String LOG_FOLDER = "log";

    private EmbeddedBackend() {}

    /** The application's folder. */
    public static Path folder(StreamsConfig config) {
        String application = config.getString(StreamsConfig.APPLICATION_ID_CONFIG);
        boolean isSafe = SAFE_NAME.matcher(application).matches() && !application.matches("\\.{1,2}");
        if (!isSafe) {
            throw new ConfigException(
                    StreamsConfig.APPLICATION_ID_CONFIG,
                    application,
                    "cannot name a folder (expected: up to 200 letters, digits, dots, hyphens and underscores)");
        }
        return Path.of(config.getString(StreamsConfig.STATE_DIR_CONFIG)).resolve(application);
    }

    /** Opens the application's log, or shares it within this process. */
    public static EmbeddedLogStorage openLog(StreamsConfig config, Seams seams, CommitSteps steps) {
        EmbeddedSettings settings = EmbeddedSettings.ofMemory(
                        config.getLong(StreamsConfig.EMBEDDED_MEMORY_BYTES_CONFIG))
                .tuned(StoreTuning.of(config));
        return EmbeddedLogStorage.open(folder(config).resolve(LOG_FOLDER), settings, seams, steps);
    }

    /** Opens what an application runs on. */
    public static Backend open(StreamsConfig config, Seams seams, CommitSteps steps) {
        EmbeddedLogStorage log = openLog(config, seams, steps);
        return new Backend(log, log.state(), folder(config));
    }
}
