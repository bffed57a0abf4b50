package io.millrace.cli;

import org.apache.kafka.common.KafkaException;

/** Something that can go wrong outside of this program. The message is the sentence that the user sees. */
final class Failure extends RuntimeException {

    Failure(String sentence) {
        super(sentence);
    }

    Failure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** What to tell the user: our own sentences as they are, others with a hint at where to see more. */
    static String sentenceOf(Throwable failure) {
        if (failure instanceof Failure) {
            return String.valueOf(failure.getMessage());
        }
        String what = failure instanceof KafkaException ? rootMessage(failure) : String.valueOf(failure);
        return oneLine(what) + " (--debug shows where)";
    }

    private static String rootMessage(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        String reason = failure.getCause() == null ? null : failure.getCause().getMessage();
        return reason == null || message.contains(reason) ? message : message + ": " + reason;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
