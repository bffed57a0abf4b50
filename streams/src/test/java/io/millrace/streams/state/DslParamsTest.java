package io.millrace.streams.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.millrace.streams.DslStoreFormat;
import io.millrace.streams.kstream.EmitStrategy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DslParamsTest {

    @Test
    void describesAKeyValueStore() {
        DslKeyValueParams params = new DslKeyValueParams("s", DslStoreFormat.TIMESTAMPED);

        assertThat(params.name()).isEqualTo("s");
        assertThat(params.dslStoreFormat()).isEqualTo(DslStoreFormat.TIMESTAMPED);
        assertThat(params)
                .isEqualTo(new DslKeyValueParams("s", DslStoreFormat.TIMESTAMPED))
                .hasSameHashCodeAs(new DslKeyValueParams("s", DslStoreFormat.TIMESTAMPED))
                .isNotEqualTo(new DslKeyValueParams("s", DslStoreFormat.PLAIN))
                .isNotEqualTo(new DslKeyValueParams("t", DslStoreFormat.TIMESTAMPED));
    }

    @Test
    void describesAWindowStore() {
        DslWindowParams params = window("s", DslStoreFormat.PLAIN);

        assertThat(params.name()).isEqualTo("s");
        assertThat(params.retentionPeriod()).isEqualTo(Duration.ofMinutes(2));
        assertThat(params.windowSize()).isEqualTo(Duration.ofMinutes(1));
        assertThat(params.retainDuplicates()).isTrue();
        assertThat(params.emitStrategy()).isEqualTo(EmitStrategy.onWindowUpdate());
        assertThat(params.isSlidingWindow()).isFalse();
        assertThat(params.dslStoreFormat()).isEqualTo(DslStoreFormat.PLAIN);
        assertThat(params)
                .isEqualTo(window("s", DslStoreFormat.PLAIN))
                .hasSameHashCodeAs(window("s", DslStoreFormat.PLAIN))
                .isNotEqualTo(window("s", DslStoreFormat.TIMESTAMPED))
                .isNotEqualTo(window("t", DslStoreFormat.PLAIN));
    }

    @Test
    void keepsTimestampsInWindowsUnlessToldOtherwise() {
        assertThat(window("s", null).dslStoreFormat()).isEqualTo(DslStoreFormat.TIMESTAMPED);
    }

    @Test
    void refusesToDoWithoutAName() {
        assertThatNullPointerException().isThrownBy(() -> new DslKeyValueParams(null, DslStoreFormat.PLAIN));
        assertThatNullPointerException().isThrownBy(() -> new DslKeyValueParams("s", null));
        assertThatNullPointerException().isThrownBy(() -> window(null, DslStoreFormat.PLAIN));
    }

    @Test
    void describesASessionStore() {
        DslSessionParams params = session("s", DslStoreFormat.PLAIN);

        assertThat(params.name()).isEqualTo("s");
        assertThat(params.retentionPeriod()).isEqualTo(Duration.ofMinutes(2));
        assertThat(params.emitStrategy()).isEqualTo(EmitStrategy.onWindowClose());
        assertThat(params.storeFormat()).isEqualTo(DslStoreFormat.PLAIN);
        assertThat(params)
                .isEqualTo(session("s", DslStoreFormat.PLAIN))
                .hasSameHashCodeAs(session("s", DslStoreFormat.PLAIN))
                .isNotEqualTo(session("s", DslStoreFormat.HEADERS))
                .isNotEqualTo(session("t", DslStoreFormat.PLAIN));
    }

    @Test
    void windowAndSessionStoresOnDiskKeepHeadersWhenAskedTo() {
        assertThat(BuiltInDslStoreSuppliers.ROCKS_DB.windowStore(window("s", DslStoreFormat.HEADERS)))
                .isInstanceOf(HeadersBytesStoreSupplier.class);
        assertThat(BuiltInDslStoreSuppliers.ROCKS_DB.sessionStore(session("s", DslStoreFormat.HEADERS)))
                .isInstanceOf(HeadersBytesStoreSupplier.class);
    }

    private static DslSessionParams session(String name, DslStoreFormat format) {
        return new DslSessionParams(name, Duration.ofMinutes(2), EmitStrategy.onWindowClose(), format);
    }

    private static DslWindowParams window(String name, DslStoreFormat format) {
        return new DslWindowParams(
                name, Duration.ofMinutes(2), Duration.ofMinutes(1), true, EmitStrategy.onWindowUpdate(), false, format);
    }
}
