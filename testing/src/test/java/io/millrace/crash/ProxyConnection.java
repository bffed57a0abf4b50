package io.millrace.crash;

import io.millrace.base.BigEndian;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection through a {@link ProtocolProxy}. When either side ends, or an aim is met, both sides are
 * closed.
 */
final class ProxyConnection implements AutoCloseable {

    private static final int FRAME_MAX = 64 << 20;

    private final int broker;
    private final Socket client;
    private final Socket toBroker;
    private final ProtocolAims aims;
    /** Requests whose responses are not to get through, by their correlation. */
    private final Map<Integer, Doomed> doomed = new ConcurrentHashMap<>();

    private record Doomed(ProtocolAim aim, ProtocolRequest request) {}

    ProxyConnection(int broker, Socket client, Socket toBroker, ProtocolAims aims) throws IOException {
        this.broker = broker;
        this.client = client;
        this.toBroker = toBroker;
        this.aims = aims;
        client.setTcpNoDelay(true);
        toBroker.setTcpNoDelay(true);
    }

    void start() {
        ProtocolProxy.daemon("requests", () -> pump(client, toBroker, this::passesToBroker));
        ProtocolProxy.daemon("responses", () -> pump(toBroker, client, this::passesToClient));
    }

    /** Says whether a message goes on; if not, the connection is closed. */
    private interface Gate {
        boolean passes(byte[] frame);
    }

    private void pump(Socket from, Socket to, Gate gate) {
        try {
            DataInputStream in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
            DataOutputStream out = new DataOutputStream(to.getOutputStream());
            byte[] frame = read(in);
            while (frame != null && gate.passes(frame)) {
                // One write, so that no small packet waits for its acknowledgement.
                out.write(frame);
                out.flush();
                frame = read(in);
            }
        } catch (IOException ended) {
            // One of the two sides is gone, and so is the other in a moment.
        } finally {
            close();
        }
    }

    /** The next message with its size, or null at the end. */
    private static byte @Nullable [] read(DataInputStream in) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > FRAME_MAX) {
            return null;
        }
        byte[] frame = new byte[Integer.BYTES + size];
        BigEndian.putInt(frame, 0, size);
        in.readFully(frame, Integer.BYTES, size);
        return frame;
    }

    private boolean passesToBroker(byte[] frame) {
        ProtocolRequest request = ProtocolRequest.read(broker, frame);
        if (aims.isSevered(request)) {
            return false;
        }
        ProtocolAim aim = aims.metBy(request);
        if (aim == null) {
            return true;
        }
        if (aim.moment() == ProtocolAim.Moment.BEFORE) {
            aim.strike(request);
            return false;
        }
        doomed.put(request.correlation(), new Doomed(aim, request));
        return true;
    }

    private boolean passesToClient(byte[] frame) {
        Doomed answered = doomed.remove(BigEndian.getInt(frame, Integer.BYTES));
        if (answered == null) {
            return true;
        }
        answered.aim().strike(answered.request());
        return false;
    }

    boolean isClosed() {
        return client.isClosed();
    }

    @Override
    public void close() {
        try {
            client.close();
            toBroker.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
