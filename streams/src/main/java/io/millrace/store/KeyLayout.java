package io.millrace.store;

/**
 * What a store keeps under a key, and so what its keys are in the byte store: one of the choices of {@link StoreSpec}.
 * Immutable. All times in milliseconds.
 */
public sealed interface KeyLayout {

    /** What the store's changelog has to keep. */
    History history();

    /** One value per key; the serialized key and nothing else. */
    record Plain() implements KeyLayout {

        @Override
        public History history() {
            return new History.Newest();
        }
    }

    /**
     * One value per key, and only for so many keys: those used last.
     *
     * @param entriesMax how many keys there are at most
     */
    record Bounded(int entriesMax) implements KeyLayout {

        public Bounded {
            if (entriesMax < 0) {
                throw new IllegalArgumentException("entriesMax: " + entriesMax + " (expected: >= 0)");
            }
        }

        @Override
        public History history() {
            return new History.Newest();
        }
    }

    /**
     * Values by key and start of a window.
     *
     * @param retentionMs how long a window is visible, from its start, in stream time
     * @param segmentIntervalMs in which steps expired windows are removed
     * @param sizeMs the size of a window; only its start is stored
     * @param retainDuplicates whether a key may have several values in one window
     */
    record Windows(long retentionMs, long segmentIntervalMs, long sizeMs, boolean retainDuplicates)
            implements KeyLayout {

        @Override
        public History history() {
            return new History.Windows(retentionMs);
        }
    }

    /**
     * Values by key, start and end of a session.
     *
     * @param retentionMs how long a session is visible, from its end, in stream time
     * @param segmentIntervalMs in which steps expired sessions are removed
     */
    record Sessions(long retentionMs, long segmentIntervalMs) implements KeyLayout {

        @Override
        public History history() {
            return new History.Windows(retentionMs);
        }
    }

    /**
     * All values that a key had lately, each with the time from which it was valid.
     *
     * @param retentionMs how far back in stream time the store can be asked, and how late an update may come
     * @param segmentIntervalMs in which steps expired versions are removed
     */
    record Versions(long retentionMs, long segmentIntervalMs) implements KeyLayout {

        @Override
        public History history() {
            return new History.Versions(retentionMs);
        }
    }
}
