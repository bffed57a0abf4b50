package io.millrace.streams.state;

import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.processor.StateStore;
import io.millrace.streams.processor.StateStoreContext;

/** An empty store with nothing but the methods that a store must have. Remembers how it was asked. */
final class ForwardOnlyWindowStore implements WindowStore<String, String> {

    String lastCall = "";

    @Override
    public String name() {
        return "forward-only";
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {}

    @Override
    public void close() {}

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void put(String key, String value, long windowStartTimestamp) {}

    @Override
    public String fetch(String key, long time) {
        return null;
    }

    @Override
    public WindowStoreIterator<String> fetch(String key, long timeFrom, long timeTo) {
        lastCall = "fetch " + key + " " + timeFrom + " " + timeTo;
        return null;
    }

    @Override
    public KeyValueIterator<Windowed<String>, String> fetch(String keyFrom, String keyTo, long timeFrom, long timeTo) {
        lastCall = "fetch " + keyFrom + " " + keyTo + " " + timeFrom + " " + timeTo;
        return null;
    }

    @Override
    public KeyValueIterator<Windowed<String>, String> fetchAll(long timeFrom, long timeTo) {
        lastCall = "fetchAll " + timeFrom + " " + timeTo;
        return null;
    }

    @Override
    public KeyValueIterator<Windowed<String>, String> all() {
        return null;
    }
}
