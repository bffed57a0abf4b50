package io.millrace.streams.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one kind of result: a success when there is no reason for a failure. */
final class Answer<R> implements QueryResult<R> {

    private final @Nullable R result;
    private final @Nullable FailureReason reason;
    private final String failure;
    private final List<String> executionInfo = new ArrayList<>();
    private @Nullable Position position;

    Answer(@Nullable R result, @Nullable FailureReason reason, String failure) {
        this.result = result;
        this.reason = reason;
        this.failure = failure;
    }

    @Override
    public void addExecutionInfo(String message) {
        executionInfo.add(message);
    }

    @Override
    public void setPosition(Position reached) {
        position = reached;
    }

    @Override
    public boolean isSuccess() {
        return reason == null;
    }

    @Override
    public boolean isFailure() {
        return reason != null;
    }

    @Override
    public List<String> getExecutionInfo() {
        return executionInfo;
    }

    @Override
    public @Nullable Position getPosition() {
        return position;
    }

    @Override
    public FailureReason getFailureReason() {
        if (reason == null) {
            throw new IllegalArgumentException("the query succeeded: there is no reason of failure");
        }
        return reason;
    }

    @Override
    public String getFailureMessage() {
        if (reason == null) {
            throw new IllegalArgumentException("the query succeeded: there is no message of failure");
        }
        return failure;
    }

    @Override
    public @Nullable R getResult() {
        if (reason != null) {
            throw new IllegalArgumentException("the query failed, " + reason + ": " + failure);
        }
        return result;
    }

    @Override
    public String toString() {
        String outcome = reason == null ? "result=" + result : "reason=" + reason + ", failure='" + failure + "'";
        return "QueryResult{" + outcome + ", executionInfo=" + executionInfo + ", position=" + position + "}";
    }
}
