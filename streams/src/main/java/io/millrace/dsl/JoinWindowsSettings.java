package io.millrace.dsl;

import io.millrace.streams.kstream.JoinWindows;

/** What {@link JoinWindows} keeps to its subclasses. */
final class JoinWindowsSettings extends JoinWindows {

    JoinWindowsSettings(JoinWindows windows) {
        super(windows);
    }

    /** Whether a record waits for the end of its window before it goes on without a partner. */
    boolean waits() {
        return enableSpuriousResultFix;
    }
}
