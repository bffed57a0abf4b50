package io.millrace.dsl;

/** Whose records give a result when they find no partner. */
enum JoinKind {
    /** Nobody's. */
    INNER(false, false),

    /** The first stream's. */
    LEFT(true, false),

    /** Those of both streams. */
    OUTER(true, true);

    private final boolean keepsFirst;
    private final boolean keepsSecond;

    JoinKind(boolean keepsFirst, boolean keepsSecond) {
        this.keepsFirst = keepsFirst;
        this.keepsSecond = keepsSecond;
    }

    /** Whether the first stream's records go on without a partner. */
    boolean keepsFirst() {
        return keepsFirst;
    }

    /** Whether the second stream's records go on without a partner. */
    boolean keepsSecond() {
        return keepsSecond;
    }
}
