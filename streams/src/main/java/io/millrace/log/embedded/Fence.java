package io.millrace.log.embedded;

/** Says whether a writer may still commit. Asked under the {@link Gate}, at the moment of submission. */
@FunctionalInterface
interface Fence {

    /**
     * Lets the caller pass or not.
     *
     * @throws io.millrace.log.FencedException if somebody else has taken its place
     */
    void check();
}
