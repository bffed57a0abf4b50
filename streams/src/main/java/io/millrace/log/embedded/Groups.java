package io.millrace.log.embedded;

import java.util.HashMap;
import java.util.Map;

/** All groups that have members or had some. Guarded by the {@link Gate}. */
final class Groups {

    private final Map<String, Group> byName = new HashMap<>();

    Group get(String name) {
        return byName.computeIfAbsent(name, Group::new);
    }

    /** Topics were made or deleted: every group looks again at what there is to share out. */
    void topicsChanged() {
        byName.values().forEach(Group::topicsChanged);
    }
}
