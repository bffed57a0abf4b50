package io.millrace.graph;

import io.millrace.streams.StreamsConfig;
import io.millrace.streams.TopologyConfig;
import io.millrace.streams.processor.api.FixedKeyProcessorSupplier;
import io.millrace.streams.processor.api.ProcessorSupplier;
import io.millrace.streams.processor.api.ProcessorWrapper;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Puts the configured wrapper, if any, around every processor.
 *
 * @param wrapper the user's wrapper; null for none
 */
record Wrapping(@Nullable ProcessorWrapper wrapper) {

    static Wrapping of(@Nullable TopologyConfig config) {
        if (config == null) {
            return new Wrapping(null);
        }
        try {
            return new Wrapping(config.getConfiguredInstance(
                    StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG, ProcessorWrapper.class, config.originals()));
        } catch (RuntimeException e) {
            // ConfigException takes no cause in its constructor.
            throw (ConfigException) new ConfigException(StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG + ": "
                            + config.originals().get(StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG)
                            + " could not be made (expected: a ProcessorWrapper with a public constructor without"
                            + " parameters)")
                    .initCause(e);
        }
    }

    <KIn, VIn, KOut, VOut> ProcessorSupplier<KIn, VIn, KOut, VOut> wrap(
            String name, ProcessorSupplier<KIn, VIn, KOut, VOut> supplier) {
        return wrapper == null ? supplier : wrapper.wrapProcessorSupplier(name, supplier);
    }

    <KIn, VIn, VOut> FixedKeyProcessorSupplier<KIn, VIn, VOut> wrap(
            String name, FixedKeyProcessorSupplier<KIn, VIn, VOut> supplier) {
        return wrapper == null ? supplier : wrapper.wrapFixedKeyProcessorSupplier(name, supplier);
    }
}
