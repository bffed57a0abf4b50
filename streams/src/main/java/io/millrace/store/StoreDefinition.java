package io.millrace.store;

import io.millrace.streams.processor.StateStoreContext;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * All that a typed store is made from. Immutable.
 *
 * @param spec what it is
 * @param keySerde null for the application's default
 * @param valueSerde null for the application's default
 * @param values how values are laid out
 * @param <K> the key
 * @param <V> the value alone
 * @param <S> what users see as the value
 */
record StoreDefinition<K, V, S>(
        StoreSpec spec,
        @Nullable Serde<K> keySerde,
        @Nullable Serde<V> valueSerde,
        Function<Codec<V>, ValueForm<V, S>> values) {

    @SuppressWarnings("unchecked") // a user who names no serde promises that the default one fits
    KeyForm<K> keyForm(StateStoreContext context) {
        Serde<K> serde = keySerde != null ? keySerde : (Serde<K>) context.keySerde();
        return new KeyForm<>(new Codec<>(topic(context), serde));
    }

    @SuppressWarnings("unchecked") // as above
    ValueForm<V, S> valueForm(StateStoreContext context) {
        Serde<V> serde = valueSerde != null ? valueSerde : (Serde<V>) context.valueSerde();
        return values.apply(new Codec<>(topic(context), serde));
    }

    /** The topic that serdes are told: that of the changelog, whether there is one or not. */
    private String topic(StateStoreContext context) {
        return context.applicationId() + "-" + spec.name() + "-changelog";
    }
}
