package io.millrace.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.MeasurableStat;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of one thing: a thread, a task, a node, a store. It is shown under one group and one set of tags.
 *
 * <p>The owner, one thread, counts in the plain fields of {@link Tally}, {@link Spread} and {@link Level}, and calls
 * {@link #publish} once per commit; everybody may read what is shown. What is above the application's recording level
 * is not made: whoever asks for it gets null, and need not even look at the clock.
 */
public final class Meters implements AutoCloseable {

    private final MetricRegistry registry;
    private final String sensorPrefix;
    private final String group;
    private final Map<String, String> tags;
    private final List<Batched> batched = new ArrayList<>();
    private final List<Sensor> sensors = new ArrayList<>();
    private final List<MetricName> shown = new ArrayList<>();

    /**
     * @param thing unique among what the calling thread measures
     * @param group the metrics' group
     * @param tags the metrics' tags
     */
    public Meters(MetricRegistry registry, String thing, String group, Map<String, String> tags) {
        this.registry = registry;
        this.sensorPrefix = group + "." + thing + ".";
        this.group = group;
        this.tags = tags;
    }

    /** What gathers in plain fields until it is shown. */
    sealed interface Batched permits Tally, Spread, Level {

        void publish();
    }

    /** Itself where what is measured at a level is wanted; null where it is not. */
    public @Nullable Meters at(RecordingLevel level) {
        return registry.records(level) ? this : null;
    }

    /**
     * Counts something: {@code what-rate} per second and {@code what-total}.
     *
     * @param meaning what is counted, for readers
     */
    public Tally tally(String what, String meaning) {
        return add(new Tally(this, what, meaning, Tally.Form.RATE_AND_TOTAL));
    }

    /** The same where only the total is shown. */
    public Tally total(String what, String meaning) {
        return add(new Tally(this, what, meaning, Tally.Form.TOTAL));
    }

    /** The same where only the rate is shown. */
    public Tally rate(String what, String meaning) {
        return add(new Tally(this, what, meaning, Tally.Form.RATE));
    }

    /** Averages something and keeps the highest: {@code what-avg} and {@code what-max}. */
    public Spread spread(String what, String meaning) {
        return add(Spread.of(this, what, meaning, false));
    }

    /** The same with the lowest: {@code what-min}. */
    public Spread fullSpread(String what, String meaning) {
        return add(Spread.of(this, what, meaning, true));
    }

    /** Shows a part of a whole, 0 to 1. */
    public Spread share(String name, String meaning) {
        return add(Spread.share(this, name, meaning));
    }

    /** Shows the number that was set last. */
    public Level level(String name, String meaning) {
        return add(new Level(this, name, meaning));
    }

    /** Shows what is found whenever somebody looks, on that thread. */
    public void gauge(String name, String meaning, Gauge<?> value) {
        MetricName full = new MetricName(name, group, meaning, tags);
        registry.show(full, value);
        shown.add(full);
    }

    Sensor sensor(String what) {
        Sensor sensor = registry.addSensor(sensorPrefix + what, RecordingLevel.INFO);
        sensors.add(sensor);
        return sensor;
    }

    void stat(Sensor sensor, String name, String meaning, MeasurableStat stat) {
        sensor.add(new MetricName(name, group, meaning, tags), stat);
    }

    private <B extends Batched> B add(B made) {
        batched.add(made);
        return made;
    }

    /** Shows what has come since the last time. Only for the owner. */
    public void publish() {
        for (int i = 0; i < batched.size(); i++) {
            batched.get(i).publish();
        }
    }

    /** Takes everything away. */
    @Override
    public void close() {
        sensors.forEach(registry::removeSensor);
        shown.forEach(registry::hide);
        sensors.clear();
        shown.clear();
        batched.clear();
    }
}
