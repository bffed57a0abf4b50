package io.millrace.streams.state;

import org.apache.kafka.common.utils.Bytes;

/**
 * Makes key-value stores of bytes. If they are {@link TimestampedBytesStore}s, values start with eight bytes of event
 * time.
 */
public interface KeyValueBytesStoreSupplier extends StoreSupplier<KeyValueStore<Bytes, byte[]>> {}
