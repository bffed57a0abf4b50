package io.millrace.store;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which keys of a bounded store were used last. Knows all of its keys, of which there are few. Owned by the worker. */
final class Recency {

    private static final float LOAD_FACTOR = 0.75f;

    private final Map<Object, Boolean> keys = new LinkedHashMap<>(16, LOAD_FACTOR, true);
    private final int keysMax;

    Recency(int keysMax) {
        this.keysMax = keysMax;
    }

    /** A key is read. */
    void read(Object key) {
        keys.get(key);
    }

    /** A key is written; returns the one that has to go for it, null when there is room. */
    @Nullable
    Object written(Object key) {
        keys.put(key, Boolean.TRUE);
        if (keys.size() <= keysMax) {
            return null;
        }
        Iterator<Object> eldest = keys.keySet().iterator();
        Object gone = eldest.next();
        eldest.remove();
        return gone;
    }

    /** A key is removed. */
    void removed(Object key) {
        keys.remove(key);
    }
}
