package io.millrace.engine.operator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * MurmurHash3, the variant for 64-bit machines with 128 bits of result, by Austin Appleby (public domain): 16 bytes at
 * a time are mixed into two halves of state, the rest is mixed in as if followed by zeros, and both halves are finished
 * with each other. Stateless.
 */
final class Murmur3 {

    private static final int BLOCK_BYTES = 16;
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;

    private Murmur3() {}

    /** The hash of all of some bytes. */
    static ValueHash hash(byte[] data, long seed) {
        long h1 = seed;
        long h2 = seed;
        ByteBuffer blocks = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        while (blocks.remaining() >= BLOCK_BYTES) {
            h1 ^= mixFirst(blocks.getLong());
            h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
            h2 ^= mixSecond(blocks.getLong());
            h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
        }
        int rest = blocks.position();
        h1 ^= mixFirst(tail(data, rest));
        h2 ^= mixSecond(tail(data, rest + Long.BYTES));
        return finish(h1 ^ data.length, h2 ^ data.length);
    }

    private static ValueHash finish(long first, long second) {
        long h1 = first + second;
        long h2 = second + h1;
        h1 = avalanche(h1);
        h2 = avalanche(h2);
        h1 += h2;
        h2 += h1;
        return new ValueHash(h1, h2);
    }

    private static long mixFirst(long block) {
        return Long.rotateLeft(block * C1, 31) * C2;
    }

    private static long mixSecond(long block) {
        return Long.rotateLeft(block * C2, 33) * C1;
    }

    private static long avalanche(long half) {
        long mixed = half;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    /** Up to eight bytes, the first one lowest; 0 for none, which mixes into nothing. */
    private static long tail(byte[] data, int from) {
        long tail = 0;
        for (int i = Math.min(data.length, from + Long.BYTES) - 1; i >= from; i--) {
            tail = tail << Byte.SIZE | (data[i] & 0xff);
        }
        return tail;
    }
}
