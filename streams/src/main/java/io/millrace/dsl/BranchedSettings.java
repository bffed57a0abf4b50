package io.millrace.dsl;

import io.millrace.streams.kstream.Branched;
import io.millrace.streams.kstream.KStream;
import org.jspecify.annotations.Nullable;

/** What the user wrote into a {@link Branched}. */
final class BranchedSettings<K, V> extends Branched<K, V> {

    BranchedSettings(Branched<K, V> branched) {
        super(Dsl.given(branched, "branched"));
    }

    /** A branch about which the user said nothing. */
    BranchedSettings() {
        super(null, null, null);
    }

    @Nullable
    String name() {
        return name;
    }

    /** Lets the user go on with the branch; returns what belongs into the map of branches, null for nothing. */
    @Nullable
    KStream<K, V> continued(KStream<K, V> branch) {
        if (chainFunction != null) {
            return chainFunction.apply(branch);
        }
        if (chainConsumer != null) {
            chainConsumer.accept(branch);
            return null;
        }
        return branch;
    }
}
