package io.millrace.log;

import org.apache.kafka.common.KafkaException;

/** The log could not do what was asked. The message says what, where and what to do. */
public class LogException extends KafkaException {

    private static final long serialVersionUID = 1L;

    /** With a message alone. */
    public LogException(String message) {
        super(message);
    }

    /** With a cause. */
    public LogException(String message, Throwable cause) {
        super(message, cause);
    }
}
