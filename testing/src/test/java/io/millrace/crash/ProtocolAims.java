package io.millrace.crash;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What proxies watch for, the same for all brokers of a cluster. Thread safe. */
final class ProtocolAims {

    private final List<ProtocolAim> aims = new ArrayList<>();
    private @Nullable String severed;

    synchronized void add(ProtocolAim aim) {
        aims.add(aim);
    }

    /** Gives up what has not been reached; false if it has been. */
    synchronized boolean remove(ProtocolAim aim) {
        return aims.remove(aim);
    }

    /** Cuts clients whose ids begin so off from all brokers, until {@link #mend}. */
    synchronized void sever(String clientPrefix) {
        severed = clientPrefix;
    }

    synchronized void mend() {
        severed = null;
    }

    synchronized boolean isSevered(ProtocolRequest request) {
        return severed != null && request.client().startsWith(severed);
    }

    /** The aim that this request is the step of, if any; removes it. */
    synchronized @Nullable ProtocolAim metBy(ProtocolRequest request) {
        for (ProtocolAim aim : aims) {
            if (aim.isMetBy(request)) {
                aims.remove(aim);
                return aim;
            }
        }
        return null;
    }
}
