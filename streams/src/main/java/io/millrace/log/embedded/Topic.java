package io.millrace.log.embedded;

import io.millrace.log.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;

/**
 * A topic that exists. Its number is never given to another one, so that offsets and records of a deleted topic cannot
 * come back to life under a new topic of the same name.
 */
final class Topic {

    /** As in Kafka, where the name is a folder's. */
    private static final int NAME_LENGTH_MAX = 249;

    private final int id;
    private final TopicSpec spec;
    private final TopicConfig config;
    private final List<Partition> partitions;

    Topic(int id, TopicSpec spec) {
        this.id = id;
        this.spec = spec;
        this.config = TopicConfig.of(spec.name(), spec.configs());
        List<Partition> made = new ArrayList<>(spec.partitions());
        for (int number = 0; number < spec.partitions(); number++) {
            made.add(new Partition(this, new TopicPartition(spec.name(), number)));
        }
        this.partitions = List.copyOf(made);
    }

    int id() {
        return id;
    }

    String name() {
        return spec.name();
    }

    TopicSpec spec() {
        return spec;
    }

    TopicConfig config() {
        return config;
    }

    List<Partition> partitions() {
        return partitions;
    }

    /** Refuses a name that Kafka would refuse. */
    static void checkName(String name) {
        boolean legal = !name.isEmpty()
                && name.length() <= NAME_LENGTH_MAX
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().allMatch(Topic::isLegal);
        if (!legal) {
            throw new InvalidTopicException("topic name: '" + name + "' (expected: 1 to " + NAME_LENGTH_MAX
                    + " of the characters a-z A-Z 0-9 . _ -, and neither '.' nor '..')");
        }
    }

    private static boolean isLegal(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
