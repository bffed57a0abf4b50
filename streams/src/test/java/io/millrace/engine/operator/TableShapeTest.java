package io.millrace.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableShapeTest {

    @Test
    void aSourceGetsItsStoreOnlyWhenSomebodyNeedsIt() {
        TableShape untouched = TableShape.source("s", false);
        TableShape read = TableShape.source("s", false);
        TableShape forced = TableShape.source("s", false);
        read.requestReading();

        assertThat(forced.requestOldValues(true)).isTrue();
        assertThat(untouched.storeName()).isNull();
        assertThat(read.storeName()).isEqualTo("s");
        assertThat(read.sendsOldValues()).isFalse();
        assertThat(forced.storeName()).isEqualTo("s");
        assertThat(forced.sendsOldValues()).isTrue();
    }

    @Test
    void anUnforcedRequestNeedsAStoreThatIsThereAlready() {
        TableShape open = TableShape.source("s", false);
        TableShape stored = TableShape.source("s", true);

        assertThat(open.requestOldValues(false)).isFalse();
        assertThat(stored.requestOldValues(false)).isTrue();
        assertThat(open.sendsOldValues()).isFalse();
        assertThat(open.storeName()).isNull();
    }

    @Test
    void aFilterAsksItsParentAtOnceButUnforced() {
        TableShape open = TableShape.source("s", false);
        TableShape stored = TableShape.source("s", true);

        assertThat(TableShape.filtered(open, "f").sendsOldValues()).isFalse();
        assertThat(TableShape.filtered(stored, null).sendsOldValues()).isTrue();
        assertThat(open.sendsOldValues()).isFalse();
        assertThat(stored.sendsOldValues()).isTrue();
    }

    @Test
    void aFilterDoesNotNoticeAStoreThatItsParentGetsLater() {
        TableShape source = TableShape.source("s", false);
        TableShape filter = TableShape.filtered(source, null);
        source.requestReading();

        assertThat(filter.sendsOldValues()).isFalse();
    }

    @Test
    void aTableWithItsOwnStoreLeavesItsParentAlone() {
        TableShape source = TableShape.source("s", false);
        TableShape mapped = TableShape.mapped(source, "m");
        mapped.requestReading();

        assertThat(mapped.requestOldValues(true)).isTrue();
        assertThat(source.storeName()).isNull();
        assertThat(source.sendsOldValues()).isFalse();
    }

    @Test
    void aTableWithoutStoreHandsRequestsOn() {
        TableShape source = TableShape.source("s", false);
        TableShape mapped = TableShape.mapped(TableShape.mapped(source, null), null);

        assertThat(mapped.requestOldValues(false)).isFalse();
        mapped.requestReading();
        assertThat(source.storeName()).isEqualTo("s");
        assertThat(mapped.storeName()).isNull();
        assertThat(mapped.requestOldValues(false)).isTrue();
        assertThat(source.sendsOldValues()).isTrue();
    }

    @Test
    void anAggregationAlwaysHasItsStore() {
        TableShape shape = TableShape.stored("agg");

        assertThat(shape.storeName()).isEqualTo("agg");
        assertThat(shape.sendsOldValues()).isFalse();
        assertThat(shape.requestOldValues(false)).isTrue();
    }

    @Test
    void readingATableWithoutStoreIsAnErrorThatSaysWhatWasForgotten() {
        assertThatThrownBy(
                        () -> TableViews.ofStore(TableShape.source("s", false)).storeNames())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("requestReading");
    }

    @Test
    void versionsAreInheritedUntilTheUserSpeaksOfAStore() {
        TableShape source = TableShape.source("versions", true).keeping(100);
        TableShape derived = TableShape.mapped(TableShape.filtered(source, null), null);

        assertThat(source.isVersioned()).isTrue();
        assertThat(derived.historyMs()).isEqualTo(100);
        assertThat(derived.isOfVersions()).isTrue();
        assertThat(TableShape.mapped(source, "plain")
                        .keeping(TableShape.NO_HISTORY)
                        .isVersioned())
                .isFalse();
        assertThat(TableShape.mapped(source, null)
                        .keeping(TableShape.NO_HISTORY)
                        .isVersioned())
                .isFalse();
        assertThat(TableShape.joined(source, source, null).isVersioned()).isFalse();
        assertThat(TableShape.source("plain", true).isVersioned()).isFalse();
        assertThat(TableShape.filtered(TableShape.source("plain", true), null).isOfVersions())
                .isFalse();
    }
}
