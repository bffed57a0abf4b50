package io.millrace.log.clients;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Reads Kafka's client settings, which may come as text or as what the text means. */
final class Settings {

    private final Map<String, ?> configs;

    Settings(Map<String, ?> configs) {
        this.configs = configs;
    }

    @Nullable
    String text(String name) {
        return (String) ConfigDef.parseType(name, configs.get(name), ConfigDef.Type.STRING);
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    boolean flag(String name, boolean otherwise) {
        Object flag = ConfigDef.parseType(name, configs.get(name), ConfigDef.Type.BOOLEAN);
        return flag == null ? otherwise : (boolean) flag;
    }

    /** A number that must not be less than {@code least}. */
    long number(String name, long otherwise, long least) {
        Object given = ConfigDef.parseType(name, configs.get(name), ConfigDef.Type.LONG);
        long number = given == null ? otherwise : (long) given;
        if (number < least) {
            throw new ConfigException(name, number, "expected: at least " + least);
        }
        return number;
    }

    @Nullable
    Class<?> type(String name) {
        return (Class<?>) ConfigDef.parseType(name, configs.get(name), ConfigDef.Type.CLASS);
    }

    /** Everything, for those that configure themselves. */
    Map<String, ?> all() {
        return configs;
    }
}
