package io.millrace.log;

import io.millrace.streams.StreamsConfig;
import org.junit.jupiter.api.Tag;

/** The log on a real broker, exactly once. */
@Tag("broker")
class KafkaLogContractTest extends LogContract {

    @Override
    LogHarness newHarness() {
        return new KafkaHarness(StreamsConfig.EXACTLY_ONCE_V2);
    }
}
