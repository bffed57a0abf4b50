package io.millrace.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.junit.jupiter.api.Test;

/**
 * The page of all settings, made from their definition. {@code -Dgolden.update} writes it anew; read the diff before
 * you keep it.
 */
class ConfigurationPageTest {

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    private static final String HEAD = """
            # Configuration

            All settings of `StreamsConfig`, made from its definition by `ConfigurationPageTest`. Only `application.id` is required. Names,
            types and defaults are those of Kafka Streams 4.3.1 where [differences.md](differences.md) does not say otherwise.

            Settings of Kafka's clients go beside them, with a prefix where only one client is meant: `consumer.`, `main.consumer.`,
            `restore.consumer.`, `global.consumer.`, `producer.`, `admin.`; those of internal topics with `topic.`, and tags of an instance
            with `client.tag.`. The narrower prefix goes before the wider one.
            """;

    @Test
    void thePageOfSettingsIsThatOfTheirDefinition() throws IOException {
        String page = page();
        if (System.getProperty("golden.update") != null) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("stale: run this test with -Dgolden.update and read the diff")
                .hasContent(page);
    }

    @Test
    void everySettingIsExplained() {
        List<String> silent = StreamsConfig.configDef().configKeys().values().stream()
                .filter(key -> key.documentation == null || key.documentation.isBlank())
                .map(key -> key.name)
                .toList();

        assertThat(silent).isEmpty();
    }

    private static String page() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Importance importance : Importance.values()) {
            page.append("\n## Importance: ")
                    .append(importance.toString().toLowerCase(java.util.Locale.ROOT))
                    .append("\n");
            StreamsConfig.configDef().configKeys().values().stream()
                    .filter(key -> key.importance == importance)
                    .sorted(Comparator.comparing(key -> key.name))
                    .forEach(key -> add(page, key));
        }
        return page.toString();
    }

    private static void add(StringBuilder page, ConfigKey key) {
        page.append("\n### `").append(key.name).append("`\n\n");
        page.append(plain(key.documentation)).append("\n\n");
        page.append("- Type: ")
                .append(key.type.toString().toLowerCase(java.util.Locale.ROOT))
                .append('\n');
        page.append("- Default: ").append(defaultOf(key)).append('\n');
        if (key.validator != null && !key.validator.toString().isBlank()) {
            page.append("- Valid: `").append(key.validator).append("`\n");
        }
    }

    private static String defaultOf(ConfigKey key) {
        if (!key.hasDefault()) {
            return "none, it is required";
        }
        if (key.name.equals(StreamsConfig.STATE_DIR_CONFIG)) {
            return "`millrace` in the working directory; with brokers `kafka-streams` in the folder for temporary files";
        }
        if (key.defaultValue == null) {
            return "not set";
        }
        String text = ConfigDef.convertToString(key.defaultValue, key.type);
        return text.isEmpty() ? "empty" : "`" + text + "`";
    }

    private static String plain(String html) {
        return html.replaceAll("</?code>", "`").replace("&lt;", "<").replace("&gt;", ">");
    }
}
