package io.millrace.log.embedded;

import io.millrace.log.FencedException;
import java.util.HashMap;
import java.util.Map;

/** Who writes under which identity: the newest. Guarded by the {@link Gate}. */
final class WriterFences {

    private final Map<String, Fence> newest = new HashMap<>();

    /** Takes an identity; from now on the fence of whoever had it lets nobody pass. */
    Fence take(String writerId) {
        Fence fence = new Fence() {
            @Override
            public void check() {
                if (newest.get(writerId) != this) {
                    throw new FencedException("writer " + writerId
                            + ": a newer writer has taken its place (expected: one" + " writer of this id at a time)");
                }
            }
        };
        newest.put(writerId, fence);
        return fence;
    }
}
