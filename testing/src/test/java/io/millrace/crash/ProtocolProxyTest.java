package io.millrace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.base.BigEndian;
import io.millrace.crash.ProtocolAim.Moment;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy, in front of a server that answers every request with its correlation. */
class ProtocolProxyTest {

    private static final int BROKER = 2;
    private static final int WAIT_S = 30;

    private final BlockingQueue<Integer> seen = new LinkedBlockingQueue<>();
    private final ProtocolAims aims = new ProtocolAims();
    private ServerSocket server;
    private ProtocolProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        proxy = new ProtocolProxy(BROKER, server.getLocalPort(), aims);
        ProtocolProxy.daemon("server", this::serve);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                DataOutputStream out = new DataOutputStream(client.getOutputStream());
                while (true) {
                    byte[] request = new byte[in.readInt()];
                    in.readFully(request);
                    int correlation = BigEndian.getInt(request, 2 * Short.BYTES);
                    seen.add(correlation);
                    out.writeInt(Integer.BYTES);
                    out.writeInt(correlation);
                }
            } catch (IOException ended) {
                // The next one, or the server's end.
            }
        }
    }

    /** Sends a request and returns the correlation of the answer. */
    private static int ask(Socket socket, ApiKeys api, int correlation, String client) throws IOException {
        byte[] id = client.getBytes(StandardCharsets.UTF_8);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(2 * Short.BYTES + Integer.BYTES + Short.BYTES + id.length);
        out.writeShort(api.id);
        out.writeShort(0);
        out.writeInt(correlation);
        out.writeShort(id.length);
        out.write(id);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        if (in.readInt() != Integer.BYTES) {
            throw new AssertionError("not what the server says");
        }
        return in.readInt();
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static boolean isCut(Socket socket, ApiKeys api, int correlation, String client) throws IOException {
        try {
            ask(socket, api, correlation, client);
            return false;
        } catch (EOFException cut) {
            return true;
        }
    }

    @Test
    void passesOnWhatIsSaid() throws IOException {
        try (Socket socket = connect()) {
            assertThat(ask(socket, ApiKeys.PRODUCE, 7, "one")).isEqualTo(7);
            assertThat(ask(socket, ApiKeys.FETCH, 8, "one")).isEqualTo(8);
        }
    }

    @Test
    void cutsBeforeTheBrokerSeesTheNthRequestOfThatClient() throws Exception {
        BlockingQueue<Integer> struck = new LinkedBlockingQueue<>();
        aims.add(new ProtocolAim("app", ApiKeys.END_TXN, Moment.BEFORE, 2, struck::add));
        try (Socket socket = connect()) {
            ask(socket, ApiKeys.END_TXN, 1, "app-1");
            ask(socket, ApiKeys.END_TXN, 2, "other");
            ask(socket, ApiKeys.PRODUCE, 3, "app-1");
            assertThat(isCut(socket, ApiKeys.END_TXN, 4, "app-1")).isTrue();
        }
        assertThat(struck.poll(WAIT_S, TimeUnit.SECONDS)).isEqualTo(BROKER);
        assertThat(List.copyOf(seen)).containsExactly(1, 2, 3);
        try (Socket socket = connect()) {
            assertThat(ask(socket, ApiKeys.END_TXN, 5, "app-1")).as("only once").isEqualTo(5);
        }
    }

    @Test
    void cutsWhenTheBrokerHasAnswered() throws Exception {
        ProtocolAim aim = new ProtocolAim("app", ApiKeys.END_TXN, Moment.AFTER, 1, broker -> {});
        aims.add(aim);
        try (Socket socket = connect()) {
            assertThat(isCut(socket, ApiKeys.END_TXN, 1, "app")).isTrue();
        }
        assertThat(aim.await(TimeUnit.SECONDS.toMillis(WAIT_S))).isTrue();
        assertThat(List.copyOf(seen)).containsExactly(1);
    }

    @Test
    void seversAClientUntilItIsMended() throws IOException {
        aims.sever("app");
        try (Socket socket = connect()) {
            assertThat(isCut(socket, ApiKeys.METADATA, 1, "app")).isTrue();
        }
        try (Socket socket = connect()) {
            assertThat(ask(socket, ApiKeys.METADATA, 2, "other")).isEqualTo(2);
        }
        aims.mend();
        try (Socket socket = connect()) {
            assertThat(ask(socket, ApiKeys.METADATA, 3, "app")).isEqualTo(3);
        }
    }
}
