package io.millrace.metrics;

/** A number that goes up and down. Only for the owner of its {@link Meters}. */
public final class Level implements Meters.Batched {

    private double value;
    private volatile double published;

    Level(Meters meters, String name, String meaning) {
        meters.gauge(name, meaning, (config, nowMs) -> published);
    }

    /** Sets it. */
    public void set(double to) {
        value = to;
    }

    @Override
    public void publish() {
        published = value;
    }
}
