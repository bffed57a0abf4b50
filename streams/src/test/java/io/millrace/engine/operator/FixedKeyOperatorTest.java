package io.millrace.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.processor.api.ContextualFixedKeyProcessor;
import io.millrace.streams.processor.api.FixedKeyProcessor;
import io.millrace.streams.processor.api.FixedKeyProcessorSupplier;
import io.millrace.streams.processor.api.FixedKeyRecord;
import io.millrace.streams.state.StoreBuilder;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FixedKeyOperatorTest {

    @Test
    void runsTheUsersProcessorWithAContextOfItsKind() {
        OperatorKit kit = new OperatorKit(OperatorKit.Run.AT_ONCE_RESTARTING);
        kit.<String, String>addTable("s").put("k", "stored", 1);
        kit.then(new FixedKeyOperator<String, String, String>(Appending::new));

        kit.expect(
                "k,a,1 -> k=kit a <stored,1>@1#a  child:k=a@7#a", "null,b,2 -> null=kit b null@2#b  child:null=b@7#b");
    }

    private static final class Appending extends ContextualFixedKeyProcessor<String, String, String> {

        @Override
        public void process(FixedKeyRecord<String, String> record) {
            MapTable<String, String> store = context().getStateStore("s");
            String text = context().applicationId() + " " + record.value() + " " + store.get(record.key());
            context().forward(record.withValue(text));
            context().forward(record.withTimestamp(7), "child");
        }
    }

    @Test
    void passesOnTheSuppliersStores() {
        Set<StoreBuilder<?>> stores = Set.of();
        FixedKeyOperator<String, String, String> operator =
                new FixedKeyOperator<>(new FixedKeyProcessorSupplier<String, String, String>() {
                    @Override
                    public FixedKeyProcessor<String, String, String> get() {
                        return new Appending();
                    }

                    @Override
                    public Set<StoreBuilder<?>> stores() {
                        return stores;
                    }
                });

        assertThat(operator.stores()).isSameAs(stores);
    }

    @Test
    void makesANewProcessorEachTimeAndClosesIt() {
        int[] closed = new int[1];
        FixedKeyOperator<String, String, String> operator = new FixedKeyOperator<>(() -> new FixedKeyProcessor<>() {
            @Override
            public void process(FixedKeyRecord<String, String> record) {}

            @Override
            public void close() {
                closed[0]++;
            }
        });

        assertThat(operator.get()).isNotSameAs(operator.get());
        operator.get().close();
        assertThat(closed[0]).isEqualTo(1);
    }
}
