package io.millrace.streams;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;

/**
 * The metrics of the application: all of them for reading, and a place for sensors of your own. Safe from any thread.
 *
 * <p>The tags are given as names and values in turn.
 */
public interface StreamsMetrics {

    /** All metrics by name; unmodifiable. */
    Map<MetricName, ? extends Metric> metrics();

    /**
     * Adds a sensor that measures how long an operation takes and how often it happens: average and maximum latency,
     * rate, and total.
     *
     * @param scopeName what the operation belongs to, for example a kind of cache
     * @param entityName the name of the thing itself
     * @param operationName the operation
     * @param recordingLevel the level of {@code metrics.recording.level} from which it is recorded
     * @param tags names and values of additional tags, in turn
     * @return the sensor; record latencies with it, in the unit that the metrics shall show
     */
    Sensor addLatencyRateTotalSensor(
            String scopeName,
            String entityName,
            String operationName,
            Sensor.RecordingLevel recordingLevel,
            String... tags);

    /**
     * Adds a sensor that measures how often an operation happens: rate and total.
     *
     * @param scopeName what the operation belongs to, for example a kind of cache
     * @param entityName the name of the thing itself
     * @param operationName the operation
     * @param recordingLevel the level of {@code metrics.recording.level} from which it is recorded
     * @param tags names and values of additional tags, in turn
     * @return the sensor
     */
    Sensor addRateTotalSensor(
            String scopeName,
            String entityName,
            String operationName,
            Sensor.RecordingLevel recordingLevel,
            String... tags);

    /**
     * Adds a sensor without any metrics; add them to the sensor.
     *
     * @param name the name of the sensor
     * @param recordingLevel the level of {@code metrics.recording.level} from which it is recorded
     * @return the sensor
     */
    Sensor addSensor(String name, Sensor.RecordingLevel recordingLevel);

    /**
     * Adds a sensor without any metrics that also passes what it records to its parents.
     *
     * @param name the name of the sensor
     * @param recordingLevel the level of {@code metrics.recording.level} from which it is recorded
     * @param parents the sensors that record the same values, too
     * @return the sensor
     */
    Sensor addSensor(String name, Sensor.RecordingLevel recordingLevel, Sensor... parents);

    /**
     * Removes a sensor that was added here, with its metrics.
     *
     * @param sensor the sensor
     */
    void removeSensor(Sensor sensor);
}
