package io.millrace.metrics;

import io.millrace.streams.StreamsMetrics;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;

/** All metrics of an application, as the engine adds and removes them. Thread safe. */
public interface MetricRegistry extends StreamsMetrics {

    /** Whether what is measured at a level is wanted; see {@code metrics.recording.level}. */
    boolean records(RecordingLevel level);

    /** Shows a value that is asked for whenever somebody looks, on that thread. Replaces one of the same name. */
    void show(MetricName name, Gauge<?> value);

    /** Takes away what {@link #show} showed. */
    void hide(MetricName name);
}
