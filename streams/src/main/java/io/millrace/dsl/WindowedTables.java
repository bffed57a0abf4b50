package io.millrace.dsl;

import io.millrace.engine.operator.TableShape;
import io.millrace.engine.operator.TableViews;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.SessionWindows;
import io.millrace.streams.kstream.Windowed;
import io.millrace.streams.kstream.WindowedSerdes;
import org.apache.kafka.common.serialization.Serde;

/** The tables that come of windowed aggregations. */
final class WindowedTables {

    private WindowedTables() {}

    static <K, V> KTable<Windowed<K>, V> byTime(
            Place place, TimeWindowing windows, MaterializedSettings<K, V, ?> settings, TableShape shape) {
        place.dsl().draft().closesAfter(place.vertex(), windows.gracePeriodMs());
        Serde<K> keys = settings.keySerde();
        return new DslTable<>(
                place,
                keys == null ? null : new WindowedSerdes.TimeWindowedSerde<>(keys, windows.sizeMs()),
                settings.valueSerde(),
                shape,
                TableViews.ofWindowStore(shape),
                settings.queryableName());
    }

    static <K, V> KTable<Windowed<K>, V> bySession(
            Place place, SessionWindows windows, MaterializedSettings<K, V, ?> settings, TableShape shape) {
        place.dsl().draft().closesAfter(place.vertex(), windows.inactivityGap() + windows.gracePeriodMs());
        Serde<K> keys = settings.keySerde();
        return new DslTable<>(
                place,
                keys == null ? null : new WindowedSerdes.SessionWindowedSerde<>(keys),
                settings.valueSerde(),
                shape,
                TableViews.ofSessionStore(shape),
                settings.queryableName());
    }
}
