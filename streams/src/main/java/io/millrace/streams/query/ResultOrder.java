package io.millrace.streams.query;

/** In which order a query lists what it finds. */
public enum ResultOrder {
    /** As it comes: whatever is cheapest for the store. */
    ANY,
    /** From the smallest to the greatest. */
    ASCENDING,
    /** From the greatest to the smallest. */
    DESCENDING
}
