package io.millrace.engine.task;

import io.millrace.engine.input.DecodingErrors;
import io.millrace.log.Passing;
import io.millrace.streams.errors.ErrorHandlerContext;
import io.millrace.streams.errors.ProductionExceptionHandler.SerializationExceptionOrigin;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.processor.ProcessorContext;
import io.millrace.streams.processor.RecordContext;
import io.millrace.streams.processor.TaskId;
import io.millrace.streams.processor.api.Record;
import io.millrace.streams.spi.HandlerScope;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when something fails within a task: the user's handler is asked, and the answer is carried out. Messages
 * name the place of the record, never its content. Owned by the task's worker.
 */
final class TaskErrors {

    private static final Logger LOG = LoggerFactory.getLogger(TaskErrors.class);

    private final TaskId task;
    private final ErrorPolicy policy;
    private final CurrentRecord current;
    private long droppedRecords;

    TaskErrors(TaskId task, ErrorPolicy policy, CurrentRecord current) {
        this.task = task;
        this.policy = policy;
        this.current = current;
    }

    /** A record was dropped as the operators' rules say. */
    void dropped() {
        droppedRecords++;
    }

    /** How many records have been dropped since the task was made. */
    long droppedRecords() {
        return droppedRecords;
    }

    /** A processor failed on a record. Returns to go on without it. */
    void processing(String node, @Nullable Record<?, ?> record, RuntimeException cause) {
        if (cause instanceof FailedStep || Passing.isPassing(cause)) {
            throw cause; // it has been offered already, or is the log's, which will be asked again
        }
        if (!goOn(
                "processing.exception.handler",
                cause,
                () -> policy.goOnAfterProcessing(context(node), record, cause))) {
            throw new FailedStep(
                    "processor " + node + " of task " + task + " failed on the record at " + place() + ": " + cause,
                    cause,
                    task);
        }
        droppedRecords++;
    }

    /** Asks a handler. One that fails itself ends the task; it is not asked about its own failure. */
    private boolean goOn(String handler, RuntimeException cause, BooleanSupplier answer) {
        try {
            return answer.getAsBoolean();
        } catch (RuntimeException e) {
            e.addSuppressed(cause);
            throw new FailedStep(
                    "the " + handler + " of task " + task + " failed at " + place() + ": " + e
                            + " (expected: a response; what it was asked about is suppressed in its exception)",
                    e,
                    task);
        }
    }

    /** A record failed outside any processor, in a source's sink: there is no handler to ask. */
    RuntimeException outsideProcessors(String source, RuntimeException cause) {
        if (cause instanceof FailedStep || Passing.isPassing(cause)) {
            return cause;
        }
        return new FailedStep(
                "source " + source + " of task " + task + " could not hand on the record at " + place() + ": " + cause,
                cause,
                task);
    }

    /** A processor could not be initialised. */
    StreamsException failedInit(String node, RuntimeException cause) {
        return new StreamsException(
                "processor " + node + " of task " + task + " could not be initialised: " + cause, cause, task);
    }

    /** A key or value could not be serialized. Returns to go on without the record. */
    void serialization(
            String node, ProducerRecord<?, ?> record, RuntimeException cause, SerializationExceptionOrigin origin) {
        if (!goOn(
                "production.exception.handler",
                cause,
                () -> policy.goOnAfterSerialization(context(node), record, cause, origin))) {
            throw new FailedStep(
                    "sink " + node + " of task " + task + " cannot serialize the "
                            + (origin == SerializationExceptionOrigin.KEY ? "key" : "value")
                            + " that came of the record at " + place() + ": " + cause
                            + " (check the serdes given in Produced, or the configured defaults)",
                    cause,
                    task);
        }
        droppedRecords++;
    }

    /** The log does not take a record. Returns to go on without it. */
    void production(String node, ProducerRecord<byte[], byte[]> record, RuntimeException cause) {
        if (!goOn(
                "production.exception.handler",
                cause,
                () -> policy.goOnAfterProduction(context(node), record, cause))) {
            throw new FailedStep(
                    "sink " + node + " of task " + task + " cannot write to topic " + record.topic()
                            + " what came of the record at " + place() + ": " + cause,
                    cause,
                    task);
        }
        droppedRecords++;
    }

    /** What becomes of the records that a source cannot decode. */
    DecodingErrors ofSource(String source) {
        return new DecodingErrors() {

            @Override
            public boolean skipUndecodable(ConsumerRecord<byte[], byte[]> record, RuntimeException cause) {
                return TaskErrors.this.skipUndecodable(source, record, cause);
            }

            @Override
            public void dropped(ConsumerRecord<byte[], byte[]> record, String why) {
                droppedRecords++;
                LOG.warn("Task {} dropped the record at {}: {}", task, place(record), why);
            }
        };
    }

    private boolean skipUndecodable(String source, ConsumerRecord<byte[], byte[]> record, RuntimeException cause) {
        ErrorHandlerContext context = new Context(task, source, CurrentRecord.undecoded(record), policy);
        if (goOn(
                "deserialization.exception.handler",
                cause,
                () -> policy.goOnAfterDeserialization(context, record, cause))) {
            return true;
        }
        throw new FailedStep(
                "task " + task + " cannot deserialize the record at " + place(record) + ": " + cause
                        + " (check the serdes given in Consumed, or set deserialization.exception.handler to go on"
                        + " without such records)",
                cause,
                task);
    }

    private ErrorHandlerContext context(String node) {
        return new Context(task, node, current.withBytes(), policy);
    }

    private String place() {
        return current.topic() == null
                ? "time " + current.timestamp() + " (no input record)"
                : current.topic() + "-" + current.partition() + " offset " + current.offset();
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + " offset " + record.offset();
    }

    private record Context(TaskId taskId, @Nullable String processorNodeId, RecordContext record, ErrorPolicy policy)
            implements HandlerScope {

        @Override
        public ProcessorContext processorContext() {
            return new HandlerContext(this, policy.engine());
        }

        @Override
        public @Nullable String topic() {
            return record.topic();
        }

        @Override
        public int partition() {
            return record.partition();
        }

        @Override
        public long offset() {
            return record.offset();
        }

        @Override
        public Headers headers() {
            return record.headers();
        }

        @Override
        public long timestamp() {
            return record.timestamp();
        }

        @Override
        public byte @Nullable [] sourceRawKey() {
            return record.sourceRawKey();
        }

        @Override
        public byte @Nullable [] sourceRawValue() {
            return record.sourceRawValue();
        }
    }
}
