package io.millrace.metrics;

import java.util.List;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.SampledStat;

/**
 * Values of which the average, the highest and perhaps the lowest are shown, over the windows of the configuration. The
 * average is that of the values, however they were spread over commits. Only for the owner of its {@link Meters}.
 */
public final class Spread implements Meters.Batched {

    private final Sensor sensor;
    private double sum;
    private long count;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    private Spread(Sensor sensor) {
        this.sensor = sensor;
    }

    static Spread of(Meters meters, String what, String meaning, boolean withMin) {
        Spread spread = new Spread(meters.sensor(what));
        meters.stat(spread.sensor, what + "-avg", meaning + ": average", spread.new Mean(Double.NaN));
        meters.stat(spread.sensor, what + "-max", meaning + ": highest", spread.new Extreme(true));
        if (withMin) {
            meters.stat(spread.sensor, what + "-min", meaning + ": lowest", spread.new Extreme(false));
        }
        return spread;
    }

    /** A part of a whole is the average of parts over as many units as the whole has. */
    static Spread share(Meters meters, String name, String meaning) {
        Spread share = new Spread(meters.sensor(name));
        meters.stat(share.sensor, name, meaning, share.new Mean(0));
        return share;
    }

    /** Adds a value. */
    public void add(double value) {
        add(value, 1, value);
    }

    /**
     * Adds values of which only their sum is known.
     *
     * @param total what they are together, or the part of a whole
     * @param values how many there are, or the whole
     */
    public void add(double total, long values) {
        if (values > 0) {
            add(total, values, total / values);
        }
    }

    private void add(double total, long values, double each) {
        sum += total;
        count += values;
        min = Math.min(min, each);
        max = Math.max(max, each);
    }

    @Override
    public void publish() {
        if (count > 0) {
            sensor.record(sum); // within, each stat takes what it shows
            sum = 0;
            count = 0;
            min = Double.POSITIVE_INFINITY;
            max = Double.NEGATIVE_INFINITY;
        }
    }

    private final class Mean extends SampledStat {

        private final double ofNothing;

        private Mean(double ofNothing) {
            super(0);
            this.ofNothing = ofNothing;
        }

        @Override
        protected void update(Sample sample, MetricConfig config, double value, long timeMs) {
            sample.value += sum;
            sample.eventCount += count - 1; // the caller adds one
        }

        @Override
        public double combine(List<Sample> samples, MetricConfig config, long nowMs) {
            double total = 0;
            long values = 0;
            for (Sample sample : samples) {
                total += sample.value;
                values += sample.eventCount;
            }
            return values == 0 ? ofNothing : total / values;
        }
    }

    /** The highest value, or the lowest. */
    private final class Extreme extends SampledStat {

        private final boolean highest;

        private Extreme(boolean highest) {
            super(ofNothing(highest));
            this.highest = highest;
        }

        private static double ofNothing(boolean highest) {
            return highest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }

        private double further(double one, double other) {
            return highest ? Math.max(one, other) : Math.min(one, other);
        }

        @Override
        protected void update(Sample sample, MetricConfig config, double value, long timeMs) {
            sample.value = further(sample.value, highest ? max : min);
        }

        @Override
        public double combine(List<Sample> samples, MetricConfig config, long nowMs) {
            double extreme = ofNothing(highest);
            for (Sample sample : samples) {
                extreme = further(extreme, sample.value);
            }
            return extreme == ofNothing(highest) ? Double.NaN : extreme;
        }
    }
}
