package io.millrace.streams.state;

/** An empty store with nothing but the methods that a store must have. */
final class ForwardOnlyKeyValueStore implements ReadOnlyKeyValueStore<String, String> {

    @Override
    public String get(String key) {
        return null;
    }

    @Override
    public KeyValueIterator<String, String> range(String from, String to) {
        return null;
    }

    @Override
    public KeyValueIterator<String, String> all() {
        return null;
    }

    @Override
    public long approximateNumEntries() {
        return 0;
    }
}
