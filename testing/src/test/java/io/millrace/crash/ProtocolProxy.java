package io.millrace.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between clients and one broker, passes on what they say, and does what {@link ProtocolAims} ask for at steps
 * of the protocol. Two threads per connection, one for each direction, and one that waits for connections.
 */
final class ProtocolProxy implements AutoCloseable {

    private static final int CONNECTIONS_WAITING_MAX = 50;

    private final int broker;
    private final int brokerPort;
    private final ProtocolAims aims;
    private final ServerSocket server;
    private final Set<ProxyConnection> open = ConcurrentHashMap.newKeySet();

    /**
     * @param broker the broker's number
     * @param brokerPort where it listens, on this machine
     */
    ProtocolProxy(int broker, int brokerPort, ProtocolAims aims) {
        this.broker = broker;
        this.brokerPort = brokerPort;
        this.aims = aims;
        try {
            server = new ServerSocket(0, CONNECTIONS_WAITING_MAX, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon("proxy-" + broker, this::accept);
    }

    /** A thread that ends with the process at the latest. */
    static void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Where clients reach it. */
    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException closed) {
                // The loop ends with the server's socket, and nothing else closes it.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket toBroker;
        try {
            toBroker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
        } catch (IOException isDown) {
            client.close();
            return;
        }
        ProxyConnection connection = new ProxyConnection(broker, client, toBroker, aims);
        open.removeIf(ProxyConnection::isClosed);
        open.add(connection);
        connection.start();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(ProxyConnection::close);
    }
}
