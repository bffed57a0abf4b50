package io.millrace.engine.operator;

import org.jspecify.annotations.Nullable;

/**
 * What a table that refers to another one says to the partition that has, or would have, the entry referred to. It is
 * sent under the foreign key, and kept there while it is in force. Immutable.
 *
 * @param hash of the value that refers; null for a deletion
 * @param instruction what is wanted
 * @param primaryKey the key of the entry that refers
 * @param primaryPartition the partition of that entry; {@link #UNKNOWN_PARTITION} in messages of old versions
 * @param <K> type of the primary key
 */
record SubscriptionMessage<K>(@Nullable ValueHash hash, Instruction instruction, K primaryKey, int primaryPartition) {

    static final int UNKNOWN_PARTITION = -1;

    /** What is wanted, and its code in the format. */
    enum Instruction {
        /** Forget the subscription. */
        FORGET(0),

        /** Forget the subscription and answer that there is nothing. */
        FORGET_AND_ANSWER(1),

        /** Subscribe and answer in any case. */
        SUBSCRIBE(2),

        /** Subscribe, and answer if there is something. */
        SUBSCRIBE_IF_PRESENT(3);

        private static final Instruction[] BY_CODE = values();

        private final byte code;

        Instruction(int code) {
            this.code = (byte) code;
        }

        static Instruction of(byte code) {
            if (code < 0 || code >= BY_CODE.length) {
                throw new IllegalArgumentException(
                        "instruction: " + code + " (expected: 0 to " + (BY_CODE.length - 1) + ")");
            }
            return BY_CODE[code];
        }

        byte code() {
            return code;
        }
    }
}
