package io.millrace.streams.processor.api;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The headers of one record, copied as late as possible; the base of {@link Record} and {@link FixedKeyRecord}.
 *
 * <p>The promise to users: changing the headers of a record never shows in another record. A copy at every step would
 * keep it, at the price of two objects per step that hardly anybody looks at. Nobody can tell the difference as long as
 * nobody holds a mutable reference, so records share one headers object until {@link #handOut()} gives one away:
 *
 * <pre>
 *   state       headers object                      deriving a record       handing out
 *   EMPTY       none                                shares the emptiness    makes a new one     -&gt; HANDED_OUT
 *   OWNED       no other record has it              shares it -&gt; SHARED     gives it            -&gt; HANDED_OUT
 *   SHARED      other records, or the input, too    shares it               gives a copy        -&gt; HANDED_OUT
 *   HANDED_OUT  the user can change it              copies it (new: OWNED)  gives it again
 * </pre>
 *
 * <p>Not thread-safe: a record belongs to the thread that processes it. A base class and not a field, because a field
 * would be one more object per record.
 */
abstract class IsolatedHeaders {

    /** Stands in for the headers of a record that has none, where they are only read. Read-only: all share it. */
    private static final RecordHeaders NONE = none();

    enum State {
        EMPTY,
        OWNED,
        SHARED,
        HANDED_OUT
    }

    private @Nullable RecordHeaders headers;
    private State state;

    /**
     * Starts with headers of its own or with headers that nobody is going to change.
     *
     * @param headers null for none
     * @param state {@code OWNED} or {@code SHARED}
     */
    IsolatedHeaders(@Nullable RecordHeaders headers, State state) {
        this.headers = headers;
        this.state = headers == null ? State.EMPTY : state;
    }

    /** Starts with the headers of another record. */
    IsolatedHeaders(IsolatedHeaders source) {
        this(source.headersForOther(), source.state == State.HANDED_OUT ? State.OWNED : State.SHARED);
    }

    private static RecordHeaders none() {
        RecordHeaders none = new RecordHeaders();
        none.setReadOnly();
        return none;
    }

    /** Copies headers that their owner may go on changing. */
    static @Nullable RecordHeaders copyOf(@Nullable Headers headers) {
        return headers == null ? null : new RecordHeaders(headers);
    }

    private @Nullable RecordHeaders headersForOther() {
        if (state == State.HANDED_OUT) {
            return new RecordHeaders(headers);
        }
        if (state == State.OWNED) {
            state = State.SHARED;
        }
        return headers;
    }

    /** Returns the headers for the user to read and to change: always the same object for one record. */
    final RecordHeaders handOut() {
        RecordHeaders current = headers;
        if (current == null || state == State.SHARED) {
            current = new RecordHeaders(current);
            headers = current;
        }
        state = State.HANDED_OUT;
        return current;
    }

    /** Returns the headers for reading only; the caller promises not to change them nor to keep them. */
    final RecordHeaders peek() {
        RecordHeaders current = headers;
        return current == null ? NONE : current;
    }

    /** Returns the headers as text, for logs; the same text whether they were handed out or not. */
    final String headersText() {
        return new RecordHeaders(peek()).toString();
    }
}
