package io.millrace.streams.state;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A {@link VersionedKeyValueStore} of bytes, in the form in which suppliers hand it out. What it returns are values
 * behind their timestamps, as {@link TimestampedBytesStore} has it. Of the methods of {@link KeyValueStore} that know
 * no time only {@link #get(Object) get(key)} makes sense; the others are not supported.
 */
public interface VersionedBytesStore extends KeyValueStore<Bytes, byte[]>, TimestampedBytesStore {

    /**
     * Adds a version, see {@link VersionedKeyValueStore#put}.
     *
     * @param key the key
     * @param value the value; null deletes
     * @param timestamp the time from which it is valid
     * @return the time until which it is valid, or one of the codes of {@link VersionedKeyValueStore}
     */
    long put(Bytes key, byte @Nullable [] value, long timestamp);

    /**
     * The version that is valid at a time, see {@link VersionedKeyValueStore#get(Object, long)}.
     *
     * @param key the key
     * @param asOfTimestamp the time
     * @return the timestamp of the version, as a big-endian long, and its value; null if there is none
     */
    byte @Nullable [] get(Bytes key, long asOfTimestamp);

    /**
     * Deletes a key from a time on, see {@link VersionedKeyValueStore#delete}.
     *
     * @param key the key
     * @param timestamp the time
     * @return the version that was valid at that time before, timestamp first; null if there was none
     */
    byte @Nullable [] delete(Bytes key, long timestamp);
}
