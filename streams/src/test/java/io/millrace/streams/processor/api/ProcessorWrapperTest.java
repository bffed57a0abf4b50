package io.millrace.streams.processor.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.state.StoreBuilder;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcessorWrapperTest {

    private final Set<StoreBuilder<?>> stores = Set.of();

    @Test
    void passesProcessorsAndStoresOfTheWrappedSupplierOn() {
        Processor<String, String, String, String> processor = record -> {};
        ProcessorSupplier<String, String, String, String> supplier = new ProcessorSupplier<>() {
            @Override
            public Processor<String, String, String, String> get() {
                return processor;
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return stores;
            }
        };

        WrappedProcessorSupplier<String, String, String, String> wrapped = ProcessorWrapper.asWrapped(supplier);

        assertThat(wrapped.get()).isSameAs(processor);
        assertThat(wrapped.stores()).isSameAs(stores);
    }

    @Test
    void passesProcessorsAndStoresOfTheWrappedFixedKeySupplierOn() {
        FixedKeyProcessor<String, String, String> processor = record -> {};
        FixedKeyProcessorSupplier<String, String, String> supplier = () -> processor;

        WrappedFixedKeyProcessorSupplier<String, String, String> wrapped = ProcessorWrapper.asWrappedFixedKey(supplier);

        assertThat(wrapped.get()).isSameAs(processor);
        assertThat(wrapped.stores()).isNull();
    }
}
