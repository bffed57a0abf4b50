package io.millrace.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits a line into words: runs of letters and digits of any script, in lower case. An apostrophe between two of them
 * belongs to the word ("don't"); the typographic one counts as the plain one.
 */
final class Words {

    private Words() {}

    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        int start = -1;
        int at = 0;
        while (at < line.length()) {
            int symbol = line.codePointAt(at);
            int next = at + Character.charCount(symbol);
            boolean within = Character.isLetterOrDigit(symbol)
                    || (start >= 0 && isApostrophe(symbol) && startsWithLetter(line, next));
            if (within && start < 0) {
                start = at;
            } else if (!within && start >= 0) {
                words.add(normal(line.substring(start, at)));
                start = -1;
            }
            at = next;
        }
        if (start >= 0) {
            words.add(normal(line.substring(start)));
        }
        return words;
    }

    private static boolean startsWithLetter(String line, int at) {
        return at < line.length() && Character.isLetterOrDigit(line.codePointAt(at));
    }

    private static boolean isApostrophe(int symbol) {
        return symbol == '\'' || symbol == '\u2019';
    }

    private static String normal(String word) {
        return word.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    }
}
