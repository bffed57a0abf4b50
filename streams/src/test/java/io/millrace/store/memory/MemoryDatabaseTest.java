package io.millrace.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.store.ByteStore;
import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase;
import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StateDatabaseContract;
import io.millrace.store.StoreSlot;
import org.junit.jupiter.api.Test;

class MemoryDatabaseTest extends StateDatabaseContract {

    private static final StoreSlot SLOT = new StoreSlot("counts", 0);

    @Override
    protected StateDatabase open() {
        return new MemoryDatabase();
    }

    @Test
    void goesBackToASnapshot() {
        MemoryDatabase database = new MemoryDatabase();
        ByteStore store = database.open(SLOT, Residence.DISK);
        database.apply(put(1));
        MemoryDatabase.Snapshot snapshot = database.snapshot();
        database.apply(put(2));

        database.restore(snapshot);

        assertThat(store.get(new byte[] {1})).isNotNull();
        assertThat(store.get(new byte[] {2})).isNull();
    }

    private static StateChanges put(int key) {
        StateChanges changes = new StateChanges();
        changes.put(SLOT, new byte[] {(byte) key}, new byte[0]);
        return changes;
    }
}
