package io.millrace.cli;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

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

    private static @Nullable String rootMessage(Throwable failure) {
        String message = failure.getMessage();
        Throwable cause = failure.getCause();
        boolean addsNothing = cause == null
                || cause.getMessage() == null
                || String.valueOf(message).contains(cause.getMessage());
        return addsNothing ? message : message + ": " + cause.getMessage();
    }

    private static String oneLine(@Nullable String text) {
        return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
