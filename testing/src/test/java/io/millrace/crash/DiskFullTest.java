package io.millrace.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scenario as a process of its own on a disk that becomes full while it runs. */
@Tag("crash")
class DiskFullTest {

    private static final long SEED = Long.getLong("crash.seed", System.nanoTime() & 0xFFFF_FFFFL);
    private static final int DISK_MEBIBYTES = 64;
    private static final int TIMES_FULL = 3;
    private static final long WHILE_FULL_MS = 1_500;
    private static final long MORE_RUN_MS = 300;

    @TempDir
    private Path folder;

    private SmallDisk disk;

    @BeforeEach
    void mount() throws IOException {
        disk = SmallDisk.mount(Files.createDirectory(folder.resolve("disk")), DISK_MEBIBYTES);
    }

    @AfterEach
    void unmount() {
        if (disk != null) {
            disk.close();
        }
    }

    private ChildProcess startChild() {
        return ChildProcess.start(disk.folder(), SEED, HaltPoint.NOWHERE, 0, folder.resolve("child.log"));
    }

    @Test
    void waitsWhileTheDiskIsFullAndGoesOnWhenThereIsRoom() {
        try (ChildProcess child = startChild()) {
            child.await(CrashChild.RUNNING);
            for (int time = 1; time <= TIMES_FULL; time++) {
                disk.fill();
                int fed = Integer.parseInt(child.await(CrashChild.DISK_FULL));
                child.mustLive(WHILE_FULL_MS);
                disk.makeRoom();
                int fedWhileFull = Integer.parseInt(child.await(CrashChild.GOES_ON));

                assertThat(fedWhileFull)
                        .as("fed in the end while the disk was full the %d. time", time)
                        .isBetween(fed, fed + CrashChild.LINES_PER_FEED_MAX);
                assertThat(child.log()).contains("The disk is full", "There is room on the disk again");
            }
            child.killAfter(MORE_RUN_MS);
        }

        assertThat(new CrashedFolder(disk.folder(), SEED).finishAndCheck())
                .as("seed %d", SEED)
                .isEmpty();
    }

    @Test
    void losesNothingWhenKilledWhileTheDiskIsFull() {
        try (ChildProcess child = startChild()) {
            child.await(CrashChild.RUNNING);
            disk.fill();
            child.await(CrashChild.DISK_FULL);
            child.killAfter(WHILE_FULL_MS);
        }
        disk.makeRoom();

        assertThat(new CrashedFolder(disk.folder(), SEED).finishAndCheck())
                .as("seed %d", SEED)
                .isEmpty();
    }
}
