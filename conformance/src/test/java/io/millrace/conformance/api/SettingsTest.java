package io.millrace.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.StreamsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** The settings of both libraries, beside each other as they are at work: names, defaults, and what is refused. */
class SettingsTest {

    /** Of the engine here. */
    private static final Set<String> OURS_ONLY = Set.of(
            "embedded.handover.enable",
            "embedded.memory.bytes",
            "embedded.num.partitions",
            "statestore.uncommitted.max.bytes");

    /** A broker need not be named; the others have defaults that are internal classes of the original. */
    private static final Set<String> OTHER_DEFAULT =
            Set.of("bootstrap.servers", "default.client.supplier", "processor.wrapper.class");

    private static final List<Object> VALUES = List.of(
            "",
            " ",
            "nonsense",
            "all",
            "none",
            "latest",
            "true",
            "TRUE",
            "-2",
            "-1",
            "0",
            "1",
            "2",
            "59999",
            "60000",
            "2147483648",
            "9223372036854775808",
            "1.5",
            "a,b",
            "a,a",
            "a,b,c,d,e,f",
            "exactly_once",
            "exactly_once_v2",
            "in_memory",
            "headers",
            "streams",
            "all,merge.repartition.topics",
            "merge.repartition.topics,merge.repartition.topics",
            "reuse.ktable.source.topics,single.store.self.join",
            "min_traffic",
            "SSL",
            "2.4",
            "3.3",
            "9.9",
            "java.lang.String",
            "no.such.Class",
            7,
            -7L,
            true,
            String.class,
            List.of("a", "b"),
            new Object());

    private final ConfigDef theirs = org.apache.kafka.streams.StreamsConfig.configDef();
    private final ConfigDef ours = StreamsConfig.configDef();

    @Test
    void haveTheSameNames() {
        Set<String> expected = new TreeSet<>(theirs.names());
        expected.addAll(OURS_ONLY);

        assertThat(new TreeSet<>(ours.names())).isEqualTo(expected);
    }

    @Test
    void haveTheSameTypesAndDefaults() {
        List<String> different = new ArrayList<>();
        theirs.configKeys().forEach((name, key) -> {
            ConfigKey here = ours.configKeys().get(name);
            if (!OTHER_DEFAULT.contains(name) && !text(key).equals(text(here))) {
                different.add(name + ": " + text(key) + ", here " + text(here));
            }
        });
        assertThat(different).isEmpty();
    }

    @Test
    void defaultsThatAreInternalClassesAreNoneHere() {
        for (String name : List.of("default.client.supplier", "processor.wrapper.class")) {
            assertThat(String.valueOf(theirs.defaultValues().get(name))).contains(".internals.");
            assertThat(ours.defaultValues()).containsEntry(name, null);
        }
        StreamsConfig config = new StreamsConfig(Map.of("application.id", "app"));
        assertThat(config.getKafkaClientSupplier()).as("the ordinary clients").isNotNull();
    }

    private static String text(ConfigKey key) {
        String standard = key.hasDefault() ? String.valueOf(key.defaultValue) : "required";
        return key.type + " " + key.importance + " " + library(standard);
    }

    /** The name of a class of either library. */
    private static String library(String text) {
        return text.replace("org.apache.kafka.streams.", "io.millrace.streams.");
    }

    @Test
    void takeAndRefuseTheSameValues() {
        List<String> different = new ArrayList<>();
        int refused = 0;
        for (String name : theirs.names()) {
            for (Object value : VALUES) {
                String there = outcome(name, value, org.apache.kafka.streams.StreamsConfig::new);
                String here = outcome(name, value, StreamsConfig::new);
                refused += there.startsWith("refused") ? 1 : 0;
                if (!there.equals(here)) {
                    different.add(name + "=" + value + ": " + there + ", here " + here);
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(refused).as("values that are refused").isGreaterThan(500);
    }

    private interface Made {
        org.apache.kafka.common.config.AbstractConfig by(Map<String, Object> settings);
    }

    private static String outcome(String name, Object value, Made made) {
        Map<String, Object> settings = new TreeMap<>(Map.of("application.id", "a", "bootstrap.servers", "b:1"));
        settings.put(name, value);
        try {
            return "taken as "
                    + library(String.valueOf(made.by(settings).values().get(name)));
        } catch (RuntimeException e) {
            return "refused with " + library(e.getClass().getName());
        }
    }
}
