package io.millrace.streams.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class HostInfoTest {

    @Test
    void readsHostAndPort() {
        assertThat(HostInfo.buildFromEndpoint("example.org:8080")).isEqualTo(new HostInfo("example.org", 8080));
        assertThat(HostInfo.buildFromEndpoint("[::1]:8080")).isEqualTo(new HostInfo("::1", 8080));
    }

    @Test
    void isNothingWithoutAnAddress() {
        assertThat(HostInfo.buildFromEndpoint(null)).isNull();
        assertThat(HostInfo.buildFromEndpoint("")).isNull();
        assertThat(HostInfo.buildFromEndpoint("  ")).isNull();
    }

    @Test
    void refusesAnAddressWithoutAPort() {
        assertThatThrownBy(() -> HostInfo.buildFromEndpoint("example.org"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("example.org", "host:port");
    }

    @Test
    void isEqualIfHostAndPortAre() {
        HostInfo host = new HostInfo("a", 1);

        assertThat(host).isEqualTo(new HostInfo("a", 1)).hasSameHashCodeAs(new HostInfo("a", 1));
        assertThat(host).isNotEqualTo(new HostInfo("a", 2)).isNotEqualTo(new HostInfo("b", 1));
        assertThat(host).hasToString("HostInfo{host='a', port=1}");
    }

    @Test
    void canStandForNoHost() {
        assertThat(HostInfo.unavailable()).isEqualTo(new HostInfo("unavailable", -1));
    }
}
