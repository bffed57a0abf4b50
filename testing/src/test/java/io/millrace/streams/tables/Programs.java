package io.millrace.streams.tables;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Transcripts of programs over tables, by name. Each maker knows nothing but the public API, so that the expected
 * transcripts could be made by Kafka Streams.
 */
final class Programs {

    private Programs() {}

    static Map<String, Supplier<String>> all() {
        Map<String, Supplier<String>> all = new TreeMap<>();
        all.putAll(JoinPrograms.all());
        all.putAll(ForeignKeyPrograms.all());
        all.putAll(SuppressPrograms.all());
        all.putAll(TransformPrograms.all());
        all.putAll(VersionedPrograms.all());
        return all;
    }
}
