package io.millrace.store;

/**
 * What a changelog has to keep besides the newest record of each key, so that its store can be restored. Immutable.
 * Times in milliseconds.
 */
public sealed interface History {

    /** Nothing: the newest record of each key is the state. */
    record Newest() implements History {}

    /**
     * The newest record of each key, and only for a time: windows expire.
     *
     * @param retentionMs how long the store keeps a window
     */
    record Windows(long retentionMs) implements History {}

    /**
     * For a time every record of a key: each is a version.
     *
     * @param retentionMs how long the store keeps a version that has been replaced
     */
    record Versions(long retentionMs) implements History {}
}
