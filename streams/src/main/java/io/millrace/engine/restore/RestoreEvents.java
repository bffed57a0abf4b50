package io.millrace.engine.restore;

import io.millrace.engine.restore.TaskRestore.Phase;
import io.millrace.streams.processor.StandbyUpdateListener;
import io.millrace.streams.processor.StandbyUpdateListener.SuspendReason;
import io.millrace.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the user's listeners, and the log, how far stores have got.
 *
 * @param restoring hears of tasks that are restored
 * @param standby hears of tasks that are kept warm
 */
record RestoreEvents(StateRestoreListener restoring, StandbyUpdateListener standby) {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreEvents.class);

    void begun(SlotRestore slot, Phase phase) {
        LoggedStore store = slot.store();
        if (phase == Phase.WARM) {
            LOG.info("Keeping {} warm, from offset {} of {}", store, slot.position(), store.changelog());
            standby.onUpdateStart(store.changelog(), store.slot().store(), slot.position());
            return;
        }
        if (!slot.isAtEnd()) {
            LOG.info("Restoring {} from offset {} of {} to {}", store, slot.position(), store.changelog(), slot.end());
        }
        restoring.onRestoreStart(store.changelog(), store.slot().store(), slot.position(), slot.end());
    }

    void loaded(SlotRestore slot, Phase phase) {
        LoggedStore store = slot.store();
        long records = slot.takeBatchRecords();
        if (records == 0) {
            return;
        }
        if (phase == Phase.WARM) {
            standby.onBatchLoaded(
                    store.changelog(), store.slot().store(), store.task(), slot.position() - 1, records, slot.end());
        } else {
            restoring.onBatchRestored(store.changelog(), store.slot().store(), slot.position() - 1, records);
        }
    }

    void restored(SlotRestore slot) {
        LoggedStore store = slot.store();
        if (slot.restoredRecords() > 0) {
            LOG.info("Restored {}: {} records of {}", store, slot.restoredRecords(), store.changelog());
        }
        restoring.onRestoreEnd(store.changelog(), store.slot().store(), slot.restoredRecords());
    }

    /** The task went elsewhere before it was restored. */
    void suspended(SlotRestore slot) {
        LoggedStore store = slot.store();
        restoring.onRestoreSuspended(store.changelog(), store.slot().store(), slot.restoredRecords());
    }

    void standbyEnded(SlotRestore slot, SuspendReason reason) {
        LoggedStore store = slot.store();
        standby.onUpdateSuspended(store.changelog(), store.slot().store(), slot.position() - 1, slot.end(), reason);
    }
}
