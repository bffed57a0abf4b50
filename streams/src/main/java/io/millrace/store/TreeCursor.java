package io.millrace.store;

import java.util.Arrays;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Goes over a range of a {@link SortedBytes}, which cannot change under it. The nodes whose own entry is still to come
 * lie on a stack, the next one on top. Not thread safe.
 */
final class TreeCursor implements ByteCursor {

    private static final int INITIAL_DEPTH = 16;

    private final byte @Nullable [] from;
    private final byte @Nullable [] to;
    private final boolean forward;
    private SortedBytes.@Nullable Node[] stack = new SortedBytes.Node[INITIAL_DEPTH];
    private int depth;
    private SortedBytes.@Nullable Node current;

    TreeCursor(SortedBytes.@Nullable Node root, byte @Nullable [] from, byte @Nullable [] to, boolean forward) {
        this.from = from;
        this.to = to;
        this.forward = forward;
        descend(root);
    }

    @Override
    public boolean next() {
        if (depth == 0) {
            current = null;
            return false;
        }
        SortedBytes.Node top = stack[--depth];
        stack[depth] = null;
        current = top;
        if (top != null) {
            descend(forward ? top.right : top.left);
        }
        return true;
    }

    /** Puts the way to the first entry of a subtree on the stack, leaving out what lies outside the range. */
    private void descend(SortedBytes.@Nullable Node start) {
        SortedBytes.Node at = start;
        while (at != null) {
            boolean tooLow = from != null && Arrays.compareUnsigned(at.key, from) < 0;
            boolean tooHigh = to != null && Arrays.compareUnsigned(at.key, to) >= 0;
            if (tooLow) {
                at = at.right;
            } else if (tooHigh) {
                at = at.left;
            } else {
                push(at);
                at = forward ? at.left : at.right;
            }
        }
    }

    private void push(SortedBytes.Node node) {
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, 2 * depth);
        }
        stack[depth++] = node;
    }

    @Override
    public byte[] key() {
        return entry().key.clone();
    }

    @Override
    public byte[] value() {
        return entry().value.clone();
    }

    private SortedBytes.Node entry() {
        if (current == null) {
            throw new NoSuchElementException("cursor: not on an entry (expected: after next() returned true)");
        }
        return current;
    }

    @Override
    public void close() {
        depth = 0;
        current = null;
    }
}
