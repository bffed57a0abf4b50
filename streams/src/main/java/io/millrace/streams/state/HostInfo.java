package io.millrace.streams.state;

import static java.util.Objects.requireNonNull;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Where an instance of an application can be reached: the host and port of {@code application.server}. Immutable. */
public class HostInfo {

    private final String host;
    private final int port;

    /**
     * Puts host and port together.
     *
     * @param host name or address
     * @param port port number
     */
    public HostInfo(String host, int port) {
        this.host = requireNonNull(host, "host: null (expected: a name or address)");
        this.port = port;
    }

    /**
     * Reads {@code host:port}.
     *
     * @param endPoint the text; an IPv6 address stands in square brackets
     * @return host and port; {@code null} if the text is null or blank
     * @throws ConfigException if the text is something else
     */
    public static @Nullable HostInfo buildFromEndpoint(@Nullable String endPoint) {
        if (endPoint == null || endPoint.isBlank()) {
            return null;
        }
        String host = Utils.getHost(endPoint);
        Integer port = Utils.getPort(endPoint);
        if (host == null || port == null) {
            throw new ConfigException("application.server: " + endPoint + " (expected: host:port)");
        }
        return new HostInfo(host, port);
    }

    /**
     * Stands for an instance that cannot be reached now, for example while partitions move.
     *
     * @return a host that is none, with port -1
     */
    public static HostInfo unavailable() {
        return new HostInfo("unavailable", -1);
    }

    /**
     * The host.
     *
     * @return name or address
     */
    public String host() {
        return host;
    }

    /**
     * The port.
     *
     * @return port number; -1 if unavailable
     */
    public int port() {
        return port;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HostInfo that && port == that.port && host.equals(that.host);
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }

    @Override
    public String toString() {
        return "HostInfo{host='" + host + "', port=" + port + '}';
    }
}
