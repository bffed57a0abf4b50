package io.millrace.conformance.program;

import io.millrace.streams.KeyValue;
import io.millrace.streams.MillraceStreams;
import io.millrace.streams.StoreQueryParameters;
import io.millrace.streams.query.QueryResult;
import io.millrace.streams.query.StateQueryRequest;
import io.millrace.streams.query.VersionedKeyQuery;
import io.millrace.streams.state.KeyValueIterator;
import io.millrace.streams.state.QueryableStoreType;
import io.millrace.streams.state.QueryableStoreTypes;
import io.millrace.streams.state.ValueAndTimestamp;
import io.millrace.streams.state.VersionedRecord;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an application's stores hold, as they can be queried from outside, as texts by store and key. */
final class StateText {

    /** How a store is asked. */
    enum Kind {
        KEY_VALUE,
        WINDOW,
        SESSION,
        VERSIONED
    }

    private final MillraceStreams streams;
    private final SortedMap<String, String> texts = new TreeMap<>();

    StateText(MillraceStreams streams) {
        this.streams = streams;
    }

    SortedMap<String, String> of(Map<String, Kind> stores) {
        stores.forEach((store, kind) -> {
            switch (kind) {
                case KEY_VALUE ->
                    add(
                            store,
                            open(store, QueryableStoreTypes.timestampedKeyValueStore())
                                    .all());
                case WINDOW ->
                    add(
                            store,
                            open(store, QueryableStoreTypes.timestampedWindowStore())
                                    .all());
                case SESSION ->
                    add(
                            store,
                            open(store, QueryableStoreTypes.<String, Object>sessionStore())
                                    .fetch(null, null));
                case VERSIONED -> addVersions(store);
            }
        });
        return texts;
    }

    private <T> T open(String store, QueryableStoreType<T> type) {
        return streams.store(StoreQueryParameters.fromNameAndType(store, type));
    }

    private void add(String store, KeyValueIterator<?, ?> entries) {
        try (entries) {
            while (entries.hasNext()) {
                KeyValue<?, ?> entry = entries.next();
                Object value = entry.value;
                String text = value instanceof ValueAndTimestamp<?> timed
                        ? timed.value() + " at " + timed.timestamp()
                        : String.valueOf(value);
                texts.put(store + " " + entry.key, text);
            }
        }
    }

    private void addVersions(String store) {
        for (String key : TakeoverTopologies.RIGHT_KEYS) {
            var request = StateQueryRequest.inStore(store).withQuery(VersionedKeyQuery.<String, String>withKey(key));
            for (QueryResult<VersionedRecord<String>> result :
                    streams.query(request).getPartitionResults().values()) {
                VersionedRecord<String> found = result.getResult();
                if (found != null) {
                    texts.put(store + " " + key, found.value() + " at " + found.timestamp());
                }
            }
        }
    }
}
