package io.millrace.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * Everything that happened in a simulation, as lines of text, with a digest: two runs are the same if their digests
 * are. Filled by the one thread that drives the simulation; a harness may add lines of its own.
 */
public final class EventTrace {

    private final boolean keeps;
    private final List<String> lines = new ArrayList<>();
    private final MessageDigest digest;

    /** An empty trace. */
    public EventTrace() {
        this(true);
    }

    private EventTrace(boolean keeps) {
        this.keeps = keeps;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }

    /** A trace that stays empty, for those who do not look at it. */
    public static EventTrace off() {
        return new EventTrace(false);
    }

    /** Whether lines that are added are kept. */
    public boolean isOn() {
        return keeps;
    }

    /** Adds a line. */
    public void add(String line) {
        if (!keeps) {
            return;
        }
        lines.add(line);
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    /** All lines so far, as a view. */
    public List<String> lines() {
        return Collections.unmodifiableList(lines);
    }

    /** The SHA-256 of all lines so far, in hexadecimal digits. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException impossible) {
            throw new AssertionError("the JDK's SHA-256 can be cloned", impossible);
        }
    }
}
