package io.millrace.streams.processor.api;

import java.util.Map;
import org.apache.kafka.common.Configurable;
import org.jspecify.annotations.Nullable;

/**
 * Puts something around every processor of a topology, those of the DSL too: tracing, measuring, fault injection.
 *
 * <p>Named in {@code processor.wrapper.class}, which must be part of the {@code TopologyConfig} that the
 * {@code StreamsBuilder} or the {@code Topology} is made with, because wrapping happens while the topology is built.
 * The class needs a public constructor without parameters. Used by the thread that builds the topology.
 */
public interface ProcessorWrapper extends Configurable {

    /**
     * Gets the settings; called once before the first processor is wrapped. Does nothing unless overridden.
     *
     * @param configs all settings of the application
     */
    @Override
    default void configure(Map<String, ?> configs) {}

    /**
     * Wraps the supplier of one step, or returns it unwrapped with {@link #asWrapped}. The result should pass on the
     * stores of the original.
     *
     * @param processorName the name of the step
     * @param processorSupplier the supplier of the step
     * @param <KIn> the type of the keys that come in
     * @param <VIn> the type of the values that come in
     * @param <KOut> the type of the keys that go out
     * @param <VOut> the type of the values that go out
     * @return the supplier that the topology will use
     */
    <KIn, VIn, KOut, VOut> WrappedProcessorSupplier<KIn, VIn, KOut, VOut> wrapProcessorSupplier(
            String processorName, ProcessorSupplier<KIn, VIn, KOut, VOut> processorSupplier);

    /**
     * Wraps the supplier of one fixed-key step, or returns it unwrapped with {@link #asWrappedFixedKey}. The result
     * should pass on the stores of the original.
     *
     * @param processorName the name of the step
     * @param processorSupplier the supplier of the step
     * @param <KIn> the type of the keys, in and out
     * @param <VIn> the type of the values that come in
     * @param <VOut> the type of the values that go out
     * @return the supplier that the topology will use
     */
    <KIn, VIn, VOut> WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> wrapFixedKeyProcessorSupplier(
            String processorName, FixedKeyProcessorSupplier<KIn, VIn, VOut> processorSupplier);

    /**
     * Makes a wrapped supplier out of any supplier; it behaves as before, stores included.
     *
     * @param processorSupplier the supplier
     * @param <KIn> the type of the keys that come in
     * @param <VIn> the type of the values that come in
     * @param <KOut> the type of the keys that go out
     * @param <VOut> the type of the values that go out
     * @return the same, as a wrapped supplier
     */
    static <
                    KIn extends @Nullable Object,
                    VIn extends @Nullable Object,
                    KOut extends @Nullable Object,
                    VOut extends @Nullable Object>
            WrappedProcessorSupplier<KIn, VIn, KOut, VOut> asWrapped(
                    ProcessorSupplier<KIn, VIn, KOut, VOut> processorSupplier) {
        return new PassThroughProcessorSupplier<>(processorSupplier);
    }

    /**
     * Makes a wrapped fixed-key supplier out of any supplier; it behaves as before, stores included.
     *
     * @param processorSupplier the supplier
     * @param <KIn> the type of the keys, in and out
     * @param <VIn> the type of the values that come in
     * @param <VOut> the type of the values that go out
     * @return the same, as a wrapped supplier
     */
    static <KIn extends @Nullable Object, VIn extends @Nullable Object, VOut extends @Nullable Object>
            WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> asWrappedFixedKey(
                    FixedKeyProcessorSupplier<KIn, VIn, VOut> processorSupplier) {
        return new PassThroughFixedKeyProcessorSupplier<>(processorSupplier);
    }
}
