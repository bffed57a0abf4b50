package io.millrace.metrics;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Rate;
import org.apache.kafka.common.metrics.stats.WindowedSum;
import org.jspecify.annotations.Nullable;

/** Counts something. Only for the owner of its {@link Meters}. */
public final class Tally implements Meters.Batched {

    private final @Nullable Sensor rate;
    private long count;
    private volatile long published;

    Tally(Meters meters, String what, String meaning, Form form) {
        if (form != Form.RATE) {
            meters.gauge(what + "-total", meaning, (config, nowMs) -> (double) published);
        }
        Sensor sensor = form == Form.TOTAL ? null : meters.sensor(what);
        if (sensor != null) {
            Rate perSecond = new Rate(TimeUnit.SECONDS, new WindowedSum());
            meters.stat(sensor, what + "-rate", meaning + ", per second", perSecond);
        }
        this.rate = sensor;
    }

    /** What is shown of it. */
    enum Form {
        RATE,
        TOTAL,
        RATE_AND_TOTAL
    }

    /** One more. */
    public void add() {
        count++;
    }

    /** So many more; may be negative where only the total is shown. */
    public void add(long more) {
        count += more;
    }

    /** It has been counted elsewhere, and there are so many now. */
    public void reach(long total) {
        count = total;
    }

    @Override
    public void publish() {
        long before = published;
        if (count != before) {
            published = count;
            if (rate != null) {
                rate.record((double) (count - before));
            }
        }
    }
}
