package io.millrace.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RootTypesTest {

    @Test
    void pairsAreEqualByContent() {
        assertThat(KeyValue.pair("a", 1)).isEqualTo(new KeyValue<>("a", 1)).hasSameHashCodeAs(new KeyValue<>("a", 1));
        assertThat(KeyValue.pair("a", null)).isNotEqualTo(KeyValue.pair("a", 1)).hasToString("KeyValue(a, null)");
    }

    @Test
    void lagIsNeverNegative() {
        assertThat(new LagInfo(5, 8).offsetLag()).isEqualTo(3);
        assertThat(new LagInfo(8, 5).offsetLag()).isZero();
        assertThat(new LagInfo(5, 8)).isEqualTo(new LagInfo(5, 8)).isNotEqualTo(new LagInfo(6, 8));
    }

    @Test
    void resetPoliciesAreEqualByWhereTheyStart() {
        assertThat(AutoOffsetReset.byDuration(Duration.ofHours(1)))
                .isEqualTo(AutoOffsetReset.byDuration(Duration.ofMinutes(60)))
                .isNotEqualTo(AutoOffsetReset.latest())
                .hasToString("BY_DURATION(PT1H)");
        assertThat(AutoOffsetReset.earliest())
                .isEqualTo(AutoOffsetReset.earliest())
                .hasToString("EARLIEST");
        assertThat(AutoOffsetReset.none()).isNotEqualTo(AutoOffsetReset.earliest());
    }

    @Test
    void resetPolicyRefusesANegativeAge() {
        assertThatThrownBy(() -> AutoOffsetReset.byDuration(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-0.001S (expected: not negative)");
    }

    @Test
    void namesAreFoundInUpperAndLowerCase() {
        assertThat(GroupProtocol.of("Streams")).isEqualTo(GroupProtocol.STREAMS);
        assertThat(DslStoreFormat.of("plain")).isEqualTo(DslStoreFormat.PLAIN);
        assertThatThrownBy(() -> GroupProtocol.of("other")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closeOptionsKeepWhatIsSet() {
        CloseOptions options = CloseOptions.timeout(Duration.ofSeconds(1))
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);

        assertThat(options.timeout).contains(Duration.ofSeconds(1));
        assertThat(options.operation).isEqualTo(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
        assertThat(options.withTimeout(null).timeout).isEmpty();
    }
}
