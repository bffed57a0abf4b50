package io.millrace.store.rocksdb;

import io.millrace.streams.errors.StreamsException;

/**
 * There was no room on the disk. Nothing of what was to be written is visible; the same write can be tried again, and
 * succeeds within some seconds after room has been made. Reading goes on meanwhile.
 */
public final class DiskFullException extends StreamsException {

    DiskFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
