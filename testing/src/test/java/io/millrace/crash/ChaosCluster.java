package io.millrace.crash;

import io.millrace.log.SharedBroker;
import io.millrace.testing.broker.BrokerCluster;
import io.millrace.testing.broker.BrokerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Brokers with a proxy in front of each. One thread. */
final class ChaosCluster implements AutoCloseable {

    static final int BROKERS = 3;

    private static final Map<String, String> SETTINGS = Map.of(
            "offsets.topic.num.partitions", "3",
            "transaction.state.log.num.partitions", "3",
            // A broker that is gone is missed soon, and transactions that nobody ends are ended soon.
            "broker.session.timeout.ms", "3000",
            "broker.heartbeat.interval.ms", "500",
            "group.min.session.timeout.ms", "1000",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");

    private final ProtocolAims aims = new ProtocolAims();
    private final List<ProtocolProxy> proxies = new ArrayList<>();
    private final BrokerCluster brokers;

    /** @param count how many brokers */
    ChaosCluster(Path folder, int count) {
        try {
            brokers = BrokerCluster.start(SharedBroker.classPath(), folder, count, 0, SETTINGS, this::proxy);
        } catch (RuntimeException e) {
            proxies.forEach(ProtocolProxy::close);
            throw e;
        }
    }

    private int proxy(int brokerPort) {
        ProtocolProxy proxy = new ProtocolProxy(proxies.size() + 1, brokerPort, aims);
        proxies.add(proxy);
        return proxy.port();
    }

    String servers() {
        return brokers.bootstrapServers();
    }

    ProtocolAims aims() {
        return aims;
    }

    /** The broker of this number, from 1. */
    BrokerProcess broker(int number) {
        return brokers.node(number);
    }

    @Override
    public void close() {
        brokers.close();
        proxies.forEach(ProtocolProxy::close);
    }
}
