/**
 * How the tasks of an application are shared out among its instances, for those who want to do it their own way.
 *
 * <p>Implement {@link io.millrace.streams.processor.assignment.TaskAssignor} and name the class in the setting
 * {@code task.assignor.class}. It is given the {@link io.millrace.streams.processor.assignment.ApplicationState}: all
 * tasks, and what each instance has now and could take over quickly. It answers with one
 * {@link io.millrace.streams.processor.assignment.KafkaStreamsAssignment} per instance.
 * {@link io.millrace.streams.processor.assignment.TaskAssignmentUtils} has the parts that most assignors need.
 *
 * <p>An instance is known by its {@link io.millrace.streams.processor.assignment.ProcessId}. Which of its threads works
 * on a task is not the assignor's business. Only used on Apache Kafka, by the one member that leads the group.
 */
@NullMarked
package io.millrace.streams.processor.assignment;

import org.jspecify.annotations.NullMarked;
