package io.millrace.store;

import io.millrace.store.memory.MemoryDatabase;
import io.millrace.store.rocksdb.RocksDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Every combination of choices that a store can be made of, for parameterised tests. */
final class StoreMatrix {

    private StoreMatrix() {}

    /**
     * One combination.
     *
     * @param rocks on RocksDB, otherwise on the heap
     * @param persistent read from the database, otherwise from the heap
     * @param cached with updates held back
     * @param objects with a serde whose objects may be kept, otherwise with one of the user's
     * @param cacheBytes 0 keeps nothing clean, a little drops often, a lot never
     */
    record Choice(boolean rocks, boolean persistent, boolean cached, boolean objects, long cacheBytes) {

        StateDatabase open(Path folder) {
            return rocks ? RocksDatabase.open(folder, 8 << 20) : new MemoryDatabase();
        }

        Serde<String> serde() {
            return objects ? Serdes.String() : userSerde();
        }
    }

    static Stream<Choice> all() {
        List<Choice> choices = new ArrayList<>();
        for (boolean rocks : new boolean[] {false, true}) {
            for (boolean persistent : new boolean[] {false, true}) {
                for (boolean objects : new boolean[] {false, true}) {
                    choices.add(new Choice(rocks, persistent, false, objects, 0));
                    choices.add(new Choice(rocks, persistent, false, objects, 4_000));
                    choices.add(new Choice(rocks, persistent, true, objects, 4_000));
                    choices.add(new Choice(rocks, persistent, true, objects, 1 << 20));
                }
            }
        }
        return choices.stream();
    }

    /** The combinations of stores that cannot hold updates back. */
    static Stream<Choice> uncached() {
        return all().filter(choice -> !choice.cached());
    }

    /** A serde that the store knows nothing about. */
    static Serde<String> userSerde() {
        Serializer<String> serializer = (topic, text) -> text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        Deserializer<String> deserializer =
                (topic, bytes) -> bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
        return Serdes.serdeFrom(serializer, deserializer);
    }
}
