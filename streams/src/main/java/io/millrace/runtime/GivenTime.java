package io.millrace.runtime;

import io.millrace.base.Clock;
import org.apache.kafka.common.utils.Time;

/**
 * A clock that the user turns. Thread safe as far as that is.
 *
 * @param time where time comes from
 */
record GivenTime(Time time) implements Clock {

    @Override
    public long wallMs() {
        return time.milliseconds();
    }

    @Override
    public long monotonicNs() {
        return time.nanoseconds();
    }
}
