package io.millrace.conformance.program;

/** What an instruction of a generated program results in. Keys are texts, values are texts or numbers. */
public enum Kind {
    STREAM,
    GROUPED_STREAM,
    WINDOWED_STREAM,
    SESSION_STREAM,
    COGROUPED,
    WINDOWED_COGROUPED,
    SESSION_COGROUPED,
    TABLE,
    VERSIONED_TABLE,
    WINDOWED_TABLE,
    GROUPED_TABLE,
    GLOBAL_TABLE,
    GLOBAL_STORE
}
