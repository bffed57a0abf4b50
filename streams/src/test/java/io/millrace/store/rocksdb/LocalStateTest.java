package io.millrace.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.store.ChangelogPositions;
import io.millrace.store.ChangelogPositions.Position;
import io.millrace.store.StateChanges;
import io.millrace.store.StateDatabase;
import io.millrace.store.StateDatabase.Residence;
import io.millrace.store.StoreSlot;
import io.millrace.streams.errors.LockException;
import io.millrace.streams.errors.ProcessorStateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStateTest {

    private static final long MEMORY_BYTES = 8 << 20;
    private static final StoreSlot ON_DISK = new StoreSlot("disk", 1);
    private static final StoreSlot ON_HEAP = new StoreSlot("heap", 1);
    private static final byte[] KEY = {1};
    private static final byte[] VALUE = {2};

    @TempDir
    private Path parent;

    private static final Uuid TOPIC = new Uuid(5, 6);

    private StateDatabase open() {
        return LocalState.open(parent.resolve("state"), MEMORY_BYTES, StoreTuning.NONE);
    }

    private static void fill(StateDatabase state) {
        state.open(ON_DISK, Residence.DISK);
        state.open(ON_HEAP, Residence.MEMORY);
        ChangelogPositions positions = new ChangelogPositions(state);
        StateChanges changes = new StateChanges();
        changes.put(ON_DISK, KEY, VALUE);
        changes.put(ON_HEAP, KEY, VALUE);
        ChangelogPositions.set(changes, ON_DISK, Residence.DISK, new Position(7, 70, TOPIC));
        ChangelogPositions.set(changes, ON_HEAP, Residence.MEMORY, new Position(8, 80));
        state.apply(changes);
        assertThat(positions.all()).hasSize(2);
    }

    @Test
    void slotsOnDiskOutliveTheProcessWithTheirPositionsAndThoseOnTheHeapGoWithTheirs() {
        try (StateDatabase state = open()) {
            fill(state);
            assertThat(state.open(ON_HEAP, Residence.MEMORY).get(KEY)).isEqualTo(VALUE);
        }

        try (StateDatabase state = open()) {
            ChangelogPositions positions = new ChangelogPositions(state);
            assertThat(state.open(ON_DISK, Residence.DISK).get(KEY)).isEqualTo(VALUE);
            assertThat(positions.of(ON_DISK, Residence.DISK)).isEqualTo(new Position(7, 70, TOPIC));
            assertThat(state.open(ON_HEAP, Residence.MEMORY).get(KEY)).isNull();
            assertThat(positions.of(ON_HEAP, Residence.MEMORY)).isNull();
        }
    }

    @Test
    void aSecondInstanceIsRefused() {
        try (StateDatabase state = open()) {
            fill(state);
            assertThatThrownBy(this::open).isInstanceOf(LockException.class);
            assertThatThrownBy(() -> LocalState.remove(parent.resolve("state"))).isInstanceOf(LockException.class);
        }
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        open().close();
        Files.writeString(parent.resolve("state").resolve("format"), "millrace state, format 2\n");

        assertThatThrownBy(this::open)
                .isInstanceOf(ProcessorStateException.class)
                .hasMessageContaining("unknown version")
                .hasMessageContaining("millrace state, format 1");
    }

    @Test
    void aFolderOfSomethingElseIsRefused() throws IOException {
        Files.createDirectories(parent.resolve("state"));
        Files.writeString(parent.resolve("state").resolve("letter.txt"), "dear reader");

        assertThatThrownBy(this::open)
                .isInstanceOf(ProcessorStateException.class)
                .hasMessageContaining("letter.txt");
    }

    @Test
    void removingLeavesNothing() {
        try (StateDatabase state = open()) {
            fill(state);
        }

        LocalState.remove(parent.resolve("state"));

        assertThat(parent.resolve("state")).doesNotExist();
        LocalState.remove(parent.resolve("state"));
    }
}
