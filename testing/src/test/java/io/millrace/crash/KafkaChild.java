package io.millrace.crash;

import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StreamsConfig;
import io.millrace.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import io.millrace.streams.processor.StateRestoreListener;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The process that is killed, on Kafka: runs the scenario on what others feed. Says on standard output what it restores
 * and when it runs; ends when its standard input does.
 */
final class KafkaChild {

    static final String RESTORES = "restores ";

    private KafkaChild() {}

    /** Arguments: servers, application, guarantee, folder. */
    public static void main(String[] args) {
        CrashChild.daemon("orphan", CrashChild::endWithParent);
        StreamsConfig config = KafkaScenario.config(
                args[0], args[1], args[2], Path.of(args[3]), Map.of("main.consumer.session.timeout.ms", 6_000));
        MillraceStreams streams = new MillraceStreams(CountingScenario.topology(), config);
        streams.setUncaughtExceptionHandler(failure -> {
            CrashChild.fail(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> {
            if (now == MillraceStreams.State.RUNNING) {
                CrashChild.say(CrashChild.RUNNING);
            }
        });
        streams.setGlobalStateRestoreListener(new Teller());
        streams.start();
    }

    /** Says {@code restores <first offset> <offset behind the last>}, a line for each partition of a store. */
    private static final class Teller implements StateRestoreListener {

        @Override
        public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
            CrashChild.say(RESTORES + from + " " + to);
        }

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long last, long count) {}

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long total) {}
    }
}
