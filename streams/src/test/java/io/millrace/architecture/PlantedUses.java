package io.millrace.architecture;

import org.apache.kafka.clients.consumer.Consumer;
import org.rocksdb.RocksDB;

/** A class that sees what it may not see, for {@code ArchitectureTest}. */
record PlantedUses(Consumer<byte[], byte[]> consumer, RocksDB database) {}
