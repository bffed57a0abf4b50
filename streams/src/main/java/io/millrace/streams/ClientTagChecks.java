package io.millrace.streams;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/**
 * The rules for client tags, which travel in every membership request and are kept short for that reason. Used once,
 * when a {@link StreamsConfig} is made. Stateless.
 */
final class ClientTagChecks {

    private ClientTagChecks() {}

    static void check(List<String> assignmentTags, Map<String, String> clientTags) {
        if (clientTags.size() > StreamsConfig.MAX_RACK_AWARE_ASSIGNMENT_TAG_LIST_SIZE) {
            throw new ConfigException(StreamsConfig.CLIENT_TAG_PREFIX + "*: " + clientTags.size()
                    + " tags (expected: at most " + StreamsConfig.MAX_RACK_AWARE_ASSIGNMENT_TAG_LIST_SIZE + ")");
        }
        for (String tag : assignmentTags) {
            checkAssignmentTag(tag, clientTags);
        }
        clientTags.forEach(ClientTagChecks::checkClientTag);
    }

    private static void checkAssignmentTag(String tag, Map<String, String> clientTags) {
        if (!clientTags.containsKey(tag)) {
            throw new ConfigException(StreamsConfig.RACK_AWARE_ASSIGNMENT_TAGS_CONFIG + ": \"" + tag
                    + "\" (expected: the key of a tag that is set with " + StreamsConfig.CLIENT_TAG_PREFIX
                    + "<key>; there are " + clientTags.keySet() + ")");
        }
    }

    private static void checkClientTag(String key, String value) {
        if (key.isBlank() || key.length() > StreamsConfig.MAX_RACK_AWARE_ASSIGNMENT_TAG_KEY_LENGTH) {
            throw new ConfigException(StreamsConfig.CLIENT_TAG_PREFIX + key + ": key of " + key.length()
                    + " characters (expected: 1 to " + StreamsConfig.MAX_RACK_AWARE_ASSIGNMENT_TAG_KEY_LENGTH
                    + ", not blank)");
        }
        if (value.isBlank() || value.length() > StreamsConfig.MAX_RACK_AWARE_ASSIGNMENT_TAG_VALUE_LENGTH) {
            throw new ConfigException(StreamsConfig.CLIENT_TAG_PREFIX + key + ": value of " + value.length()
                    + " characters (expected: 1 to " + StreamsConfig.MAX_RACK_AWARE_ASSIGNMENT_TAG_VALUE_LENGTH
                    + ", not blank)");
        }
    }
}
