package io.millrace.engine.task;

import io.millrace.streams.StreamsMetrics;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Rate;
import org.apache.kafka.common.metrics.stats.WindowedSum;

/**
 * Makes sensors of things that are counted: each is shown as a total and as a rate per second. Thread safe.
 *
 * @param metrics where they are shown
 * @param group the metrics' group
 * @param tags the metrics' tags
 */
public record Counters(StreamsMetrics metrics, String group, Map<String, String> tags) {

    /**
     * A sensor to record how many there were.
     *
     * @param sensor its name, unique in this thread
     * @param what the metrics' names without {@code -rate} and {@code -total}
     * @param meaning what is counted, for readers
     */
    public Sensor add(String sensor, String what, String meaning, RecordingLevel level) {
        Sensor counter = metrics.addSensor(sensor, level);
        Rate rate = new Rate(TimeUnit.SECONDS, new WindowedSum());
        counter.add(new MetricName(what + "-rate", group, meaning + ", per second", tags), rate);
        counter.add(new MetricName(what + "-total", group, meaning, tags), new CumulativeSum());
        return counter;
    }
}
