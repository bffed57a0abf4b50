package io.millrace.store;

import org.jspecify.annotations.Nullable;

/** The entries of one {@link Entry.Stage}, in the order in which they got there. An entry is in one list at most. */
final class EntryList {

    private final Entry.Stage stage;
    private @Nullable Entry first;
    private @Nullable Entry last;
    private long sizeBytes;
    private int count;

    EntryList(Entry.Stage stage) {
        this.stage = stage;
    }

    @Nullable
    Entry first() {
        return first;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    int count() {
        return count;
    }

    void append(Entry entry) {
        entry.stage = stage;
        entry.before = last;
        entry.after = null;
        if (last == null) {
            first = entry;
        } else {
            last.after = entry;
        }
        last = entry;
        sizeBytes += entry.sizeBytes;
        count++;
    }

    void remove(Entry entry) {
        if (entry.before == null) {
            first = entry.after;
        } else {
            entry.before.after = entry.after;
        }
        if (entry.after == null) {
            last = entry.before;
        } else {
            entry.after.before = entry.before;
        }
        entry.before = null;
        entry.after = null;
        entry.stage = Entry.Stage.NONE;
        sizeBytes -= entry.sizeBytes;
        count--;
    }
}
