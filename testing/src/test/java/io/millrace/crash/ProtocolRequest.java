package io.millrace.crash;

import io.millrace.base.BigEndian;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * The head of a request of Kafka's protocol, as a proxy sees it.
 *
 * @param broker the number of the broker that it goes to, from 1
 * @param api what it asks for
 * @param correlation what the response will carry too
 * @param client the client's id, empty if it has none
 */
record ProtocolRequest(int broker, ApiKeys api, int correlation, String client) {

    private static final int API_AT = Integer.BYTES;
    private static final int CORRELATION_AT = API_AT + Short.BYTES + Short.BYTES;
    private static final int CLIENT_LENGTH_AT = CORRELATION_AT + Integer.BYTES;
    private static final int CLIENT_AT = CLIENT_LENGTH_AT + Short.BYTES;

    /** Reads it from a request, its size in front. The head is the same in all versions up to the client's id. */
    static ProtocolRequest read(int broker, byte[] frame) {
        int clientLength = Math.max(0, shortAt(frame, CLIENT_LENGTH_AT));
        return new ProtocolRequest(
                broker,
                ApiKeys.forId(shortAt(frame, API_AT)),
                BigEndian.getInt(frame, CORRELATION_AT),
                new String(frame, CLIENT_AT, clientLength, StandardCharsets.UTF_8));
    }

    private static int shortAt(byte[] frame, int at) {
        return (short) (frame[at] << 8 | (frame[at + 1] & 0xff));
    }
}
