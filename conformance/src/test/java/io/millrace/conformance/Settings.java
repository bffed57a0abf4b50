package io.millrace.conformance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What both engines are configured with. Values are texts, since classes have two names. */
final class Settings {

    /** The suppliers of stores in memory, by a name that each engine turns into its own. */
    static final String IN_MEMORY = "streams.state.BuiltInDslStoreSuppliers$InMemoryDslStoreSuppliers";

    private Settings() {}

    /** What every run has. */
    static Map<String, String> base() {
        Map<String, String> settings = new HashMap<>();
        settings.put("application.id", "app");
        settings.put("bootstrap.servers", "nowhere:1");
        settings.put("default.key.serde", "org.apache.kafka.common.serialization.Serdes$StringSerde");
        settings.put("default.value.serde", "org.apache.kafka.common.serialization.Serdes$StringSerde");
        settings.put("state.dir", stateFolder());
        return settings;
    }

    private static String stateFolder() {
        try {
            // Tests run in several processes, and a folder is locked by the one that uses it.
            Path folder = Path.of(
                    "target", "state", Long.toString(ProcessHandle.current().pid()));
            Files.createDirectories(folder);
            return folder.toAbsolutePath() + File.separator;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
