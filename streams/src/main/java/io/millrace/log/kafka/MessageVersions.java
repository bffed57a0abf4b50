package io.millrace.log.kafka;

import io.millrace.log.LogException;

/** The versions of the group's messages that we read and write. Stateless. */
final class MessageVersions {

    /** That of Kafka Streams 2.6. */
    static final int EARLIEST = 7;

    /** That of Kafka Streams 3.3 to 4.3. */
    static final int LATEST = 11;

    /** From here on a task may carry the name of a topology. */
    static final int NAMED_TASKS_SINCE = 10;

    private MessageVersions() {}

    static void requireReadable(int version) {
        if (version < EARLIEST || version > LATEST) {
            throw new LogException("a member of the group speaks version " + version
                    + " of the assignment protocol (expected: " + EARLIEST + " to " + LATEST
                    + "; is its name, the application.id, used by somebody else, or by Kafka Streams before 2.6?)");
        }
    }
}
