package io.millrace.log.kafka;

import io.millrace.log.LogException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who uses the log within this process: readers, members and writers, so that all can be closed with it, and so that a
 * newcomer of the same name takes the place of the older one. Between processes the brokers do that. Thread safe;
 * nobody is called while the lock is held.
 */
final class Users {

    private final Object lock = new Object();
    private final Set<User> all = new LinkedHashSet<>();
    private final Map<String, User> byName = new HashMap<>();
    private boolean closed;

    /** A reader, member or writer. */
    interface User {

        /** Its clients, by client id, and whether each sends something all the time. */
        Map<String, Boolean> clientIds();

        /** Ends it because another takes its place. What it has submitted is finished first. Any thread. */
        void fence();

        /** Ends it because the log is closed. What it has submitted is finished first. Any thread. */
        void end();
    }

    void checkOpen() {
        synchronized (lock) {
            if (closed) {
                throw new LogException("the log is closed (expected: open)");
            }
        }
    }

    /**
     * Takes a name from whoever has it. To be called before the newcomer shows itself to the brokers.
     *
     * @param name unique among those that fence each other
     */
    void vacate(String name) {
        User older;
        synchronized (lock) {
            older = byName.remove(name);
        }
        if (older != null) {
            older.fence();
        }
    }

    void add(@Nullable String name, User user) {
        synchronized (lock) {
            all.add(user);
            if (name != null) {
                byName.put(name, user);
            }
        }
    }

    void remove(User user) {
        synchronized (lock) {
            all.remove(user);
            byName.values().remove(user);
        }
    }

    /** The clients of all users, by client id, and whether each sends something all the time. */
    Map<String, Boolean> clientIds() {
        Map<String, Boolean> ids = new HashMap<>();
        List<User> users;
        synchronized (lock) {
            users = List.copyOf(all);
        }
        users.forEach(user -> ids.putAll(user.clientIds()));
        return ids;
    }

    void close() {
        List<User> left;
        synchronized (lock) {
            closed = true;
            left = new ArrayList<>(all);
            all.clear();
            byName.clear();
        }
        left.forEach(User::end);
    }
}
