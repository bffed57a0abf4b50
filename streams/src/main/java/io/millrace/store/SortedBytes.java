package io.millrace.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An immutable ordered map from bytes to bytes, keys compared as unsigned bytes. Each change gives a new map that
 * shares almost everything with the old one.
 *
 * <p>So a reader holds on to a map and reads it in peace, on any thread, while the owner moves on: a snapshot costs
 * nothing, and a whole batch becomes visible by setting one reference. That is what committed state on the heap needs.
 *
 * <p>A weight-balanced tree (Adams, "Efficient sets: a balancing act", 1993, with the parameters 3 and 2 of Hirai and
 * Yamamoto, 2011): no subtree is more than three times as heavy as its sibling. Trees can be cut and joined in
 * logarithmic time, so removing a range does not visit its entries. Lookup and change are logarithmic; a change makes
 * about one node per level.
 */
public final class SortedBytes {

    private static final SortedBytes EMPTY = new SortedBytes(null);

    private final @Nullable Node root;

    private SortedBytes(@Nullable Node root) {
        this.root = root;
    }

    /** The map without entries. */
    public static SortedBytes empty() {
        return EMPTY;
    }

    /** How many entries there are. */
    public int size() {
        return Node.size(root);
    }

    /** The value of a key, null when there is none. The array is the map's and must not be changed. */
    public byte @Nullable [] get(byte[] key) {
        Node at = root;
        while (at != null) {
            int order = Arrays.compareUnsigned(key, at.key);
            if (order == 0) {
                return at.value;
            }
            at = order < 0 ? at.left : at.right;
        }
        return null;
    }

    /** With a key set. The arrays must not be changed afterwards. */
    public SortedBytes with(byte[] key, byte[] value) {
        return new SortedBytes(Node.with(root, key, value));
    }

    /** Without a key. */
    public SortedBytes without(byte[] key) {
        return of(Node.join(Node.below(root, key), Node.above(root, key)));
    }

    /** Without the keys from {@code from} (inclusive) to {@code to} (exclusive). */
    public SortedBytes withoutRange(byte[] from, byte[] to) {
        if (Arrays.compareUnsigned(from, to) >= 0) {
            return this;
        }
        return of(Node.join(Node.below(root, from), Node.atLeast(root, to)));
    }

    /**
     * Goes over a range. The keys and values that it hands out are copies.
     *
     * @param from the first key, inclusive; null for the beginning
     * @param to the last key, exclusive; null for the end
     * @param forward false to go from the end to the beginning
     */
    public ByteCursor scan(byte @Nullable [] from, byte @Nullable [] to, boolean forward) {
        return new TreeCursor(root, from, to, forward);
    }

    /** How many levels the tree has; for tests. */
    int depth() {
        return Node.depth(root);
    }

    private static SortedBytes of(@Nullable Node root) {
        return root == null ? EMPTY : new SortedBytes(root);
    }

    /** A tree, and the arithmetic of trees; null is the tree without entries. */
    static final class Node {

        /** How many times heavier than its sibling a subtree may be. */
        private static final int WEIGHT_RATIO_MAX = 3;
        /** From which ratio of the inner to the outer grandchild on a single rotation is not enough. */
        private static final int DOUBLE_ROTATION_RATIO = 2;

        final byte[] key;
        final byte[] value;
        final @Nullable Node left;
        final @Nullable Node right;
        private final int size;

        private Node(byte[] key, byte[] value, @Nullable Node left, @Nullable Node right) {
            this.key = key;
            this.value = value;
            this.left = left;
            this.right = right;
            this.size = size(left) + size(right) + 1;
        }

        private static int size(@Nullable Node node) {
            return node == null ? 0 : node.size;
        }

        private static int depth(@Nullable Node node) {
            return node == null ? 0 : 1 + Math.max(depth(node.left), depth(node.right));
        }

        private static Node with(@Nullable Node node, byte[] key, byte[] value) {
            if (node == null) {
                return new Node(key, value, null, null);
            }
            int order = Arrays.compareUnsigned(key, node.key);
            if (order == 0) {
                return new Node(key, value, node.left, node.right);
            }
            return order < 0
                    ? balance(node, with(node.left, key, value), node.right)
                    : balance(node, node.left, with(node.right, key, value));
        }

        /** The entries whose keys are less than a key. */
        private static @Nullable Node below(@Nullable Node node, byte[] key) {
            if (node == null) {
                return null;
            }
            return Arrays.compareUnsigned(node.key, key) < 0
                    ? link(node, node.left, below(node.right, key))
                    : below(node.left, key);
        }

        /** The entries whose keys are equal to a key or greater. */
        private static @Nullable Node atLeast(@Nullable Node node, byte[] key) {
            if (node == null) {
                return null;
            }
            return Arrays.compareUnsigned(node.key, key) >= 0
                    ? link(node, atLeast(node.left, key), node.right)
                    : atLeast(node.right, key);
        }

        /** The entries whose keys are greater than a key. */
        private static @Nullable Node above(@Nullable Node node, byte[] key) {
            if (node == null) {
                return null;
            }
            return Arrays.compareUnsigned(node.key, key) > 0
                    ? link(node, above(node.left, key), node.right)
                    : above(node.right, key);
        }

        /** Two trees of any weights, all of one less than all of the other. */
        private static @Nullable Node join(@Nullable Node left, @Nullable Node right) {
            if (left == null) {
                return right;
            }
            if (right == null) {
                return left;
            }
            Node middle = first(right);
            return link(middle, left, withoutFirst(right));
        }

        /** Two trees of any weights with the entry of {@code middle} between them. */
        private static Node link(Node middle, @Nullable Node left, @Nullable Node right) {
            if (left == null) {
                return withFirst(right, middle);
            }
            if (right == null) {
                return withLast(left, middle);
            }
            if (WEIGHT_RATIO_MAX * left.size < right.size) {
                return balance(right, link(middle, left, right.left), right.right);
            }
            if (WEIGHT_RATIO_MAX * right.size < left.size) {
                return balance(left, left.left, link(middle, left.right, right));
            }
            return new Node(middle.key, middle.value, left, right);
        }

        private static Node withFirst(@Nullable Node node, Node entry) {
            return node == null
                    ? new Node(entry.key, entry.value, null, null)
                    : balance(node, withFirst(node.left, entry), node.right);
        }

        private static Node withLast(@Nullable Node node, Node entry) {
            return node == null
                    ? new Node(entry.key, entry.value, null, null)
                    : balance(node, node.left, withLast(node.right, entry));
        }

        private static Node first(Node node) {
            Node at = node;
            while (at.left != null) {
                at = at.left;
            }
            return at;
        }

        private static @Nullable Node withoutFirst(Node node) {
            return node.left == null ? node.right : balance(node, withoutFirst(node.left), node.right);
        }

        /** A tree whose subtrees were in balance before one of them changed by one entry or by one joining step. */
        private static Node balance(Node entry, @Nullable Node left, @Nullable Node right) {
            if (size(left) + size(right) > 1) {
                if (right != null && size(right) > WEIGHT_RATIO_MAX * size(left)) {
                    return rotateLeft(entry, left, right);
                }
                if (left != null && size(left) > WEIGHT_RATIO_MAX * size(right)) {
                    return rotateRight(entry, left, right);
                }
            }
            return new Node(entry.key, entry.value, left, right);
        }

        private static Node rotateLeft(Node entry, @Nullable Node left, Node right) {
            Node inner = right.left;
            if (inner == null || inner.size < DOUBLE_ROTATION_RATIO * size(right.right)) {
                return new Node(right.key, right.value, new Node(entry.key, entry.value, left, inner), right.right);
            }
            return new Node(
                    inner.key,
                    inner.value,
                    new Node(entry.key, entry.value, left, inner.left),
                    new Node(right.key, right.value, inner.right, right.right));
        }

        private static Node rotateRight(Node entry, Node left, @Nullable Node right) {
            Node inner = left.right;
            if (inner == null || inner.size < DOUBLE_ROTATION_RATIO * size(left.left)) {
                return new Node(left.key, left.value, left.left, new Node(entry.key, entry.value, inner, right));
            }
            return new Node(
                    inner.key,
                    inner.value,
                    new Node(left.key, left.value, left.left, inner.left),
                    new Node(entry.key, entry.value, inner.right, right));
        }
    }
}
