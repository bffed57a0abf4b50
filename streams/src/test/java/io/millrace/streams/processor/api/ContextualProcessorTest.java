package io.millrace.streams.processor.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ContextualProcessorTest {

    @Test
    void saysWhatToDoWhenItsContextIsUsedTooEarly() {
        ContextualProcessor<String, String, String, String> processor = new ContextualProcessor<>() {
            @Override
            public void process(Record<String, String> record) {
                context().forward(record);
            }
        };

        assertThatThrownBy(() -> processor.process(new Record<>("k", "v", 0L)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("super.init(context)");
    }

    @Test
    void saysWhatToDoWhenTheContextOfAFixedKeyProcessorIsUsedTooEarly() {
        ContextualFixedKeyProcessor<String, String, String> processor = new ContextualFixedKeyProcessor<>() {
            @Override
            public void process(FixedKeyRecord<String, String> record) {
                context().forward(record);
            }
        };

        assertThatThrownBy(() -> processor.process(null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("super.init(context)");
    }
}
