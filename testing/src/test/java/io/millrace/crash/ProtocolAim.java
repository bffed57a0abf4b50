package io.millrace.crash;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * A step of the protocol at which something is to happen, once: the connection is cut, after what else was wanted has
 * been done. Used up by one of the proxies' threads, awaited by another.
 */
final class ProtocolAim {

    /** Before the broker sees the request, or when it has answered and the client has not seen that. */
    enum Moment {
        BEFORE,
        AFTER
    }

    private final String clientPrefix;
    private final ApiKeys api;
    private final Moment moment;
    private final IntConsumer action;
    private final CountDownLatch struck = new CountDownLatch(1);
    private int toCome;

    /**
     * @param clientPrefix how the ids of the clients in question begin
     * @param nth which of their requests it is, from 1
     * @param action what happens besides the cut; given the broker's number
     */
    ProtocolAim(String clientPrefix, ApiKeys api, Moment moment, int nth, IntConsumer action) {
        this.clientPrefix = clientPrefix;
        this.api = api;
        this.moment = moment;
        this.action = action;
        this.toCome = nth;
    }

    Moment moment() {
        return moment;
    }

    /** Whether this request is the one; true once. Asked under the lock of {@link ProtocolAims}. */
    boolean isMetBy(ProtocolRequest request) {
        return toCome > 0 && request.api() == api && request.client().startsWith(clientPrefix) && --toCome == 0;
    }

    void strike(ProtocolRequest request) {
        action.accept(request.broker());
        struck.countDown();
    }

    /** Whether the step has been reached, waiting for it for some time. */
    boolean await(long timeMs) {
        try {
            return struck.await(timeMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts it", e);
        }
    }
}
