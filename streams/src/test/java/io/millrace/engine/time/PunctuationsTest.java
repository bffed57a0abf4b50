package io.millrace.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.processor.Cancellable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PunctuationsTest {

    private final Punctuations punctuations = new Punctuations();
    private final List<String> fired = new ArrayList<>();

    private Cancellable schedule(String name, long firstMs, long intervalMs) {
        return punctuations.schedule(firstMs, intervalMs, now -> fired.add(name + "@" + now));
    }

    @Test
    void firesAtMultiplesOfTheIntervalWithTheTimeNow() {
        schedule("x", 0, 100);

        for (long now : new long[] {150, 160, 555, 600}) {
            punctuations.fire(now);
        }

        assertThat(fired).containsExactly("x@150", "x@555", "x@600");
    }

    @Test
    void foldsMissedIntervalsIntoOneCall() {
        schedule("x", 100, 100);

        assertThat(punctuations.fire(99)).isFalse();
        assertThat(punctuations.fire(1049)).isTrue();

        assertThat(fired).containsExactly("x@1049");
        assertThat(punctuations.nextMs()).isEqualTo(1100);
    }

    @Test
    void firesInTheOrderOfTimesAndThenOfMaking() {
        schedule("late", 20, 100);
        schedule("first", 10, 100);
        schedule("second", 10, 100);

        punctuations.fire(30);

        assertThat(fired).containsExactly("first@30", "second@30", "late@30");
    }

    @Test
    void firesNoMoreOnceItIsCancelled() {
        Cancellable x = schedule("x", 10, 10);
        punctuations.fire(10);
        x.cancel();
        x.cancel();

        assertThat(punctuations.fire(100)).isFalse();
        assertThat(punctuations.nextMs()).isEqualTo(Long.MAX_VALUE);
        assertThat(fired).containsExactly("x@10");
    }

    @Test
    void aCallbackMayCancelItselfAndOthersThatAreDue() {
        List<Cancellable> all = new ArrayList<>();
        all.add(punctuations.schedule(1, 10, now -> {
            fired.add("cancels@" + now);
            all.forEach(Cancellable::cancel);
        }));
        all.add(schedule("other", 2, 10));

        punctuations.fire(5);
        punctuations.fire(50);

        assertThat(fired).containsExactly("cancels@5");
    }

    @Test
    void aScheduleMadeByACallbackFiresInTheNextPass() {
        Cancellable[] own = new Cancellable[1];
        Punctuations.Callback[] again = new Punctuations.Callback[1];
        again[0] = now -> {
            fired.add("x@" + now);
            own[0].cancel();
            own[0] = punctuations.schedule(0, 10, again[0]);
        };
        own[0] = punctuations.schedule(0, 10, again[0]);

        punctuations.fire(5);
        assertThat(fired).containsExactly("x@5");
        punctuations.fire(6);

        assertThat(fired).containsExactly("x@5", "x@6");
    }

    @Test
    void aScheduleCanBeCancelledInTheCallThatMadeIt() {
        punctuations.schedule(1, 10, now -> schedule("never", 0, 1).cancel());

        punctuations.fire(5);
        punctuations.fire(6);

        assertThat(fired).isEmpty();
        assertThat(punctuations.nextMs()).isEqualTo(11);
    }

    @Test
    void knowsWhenItIsNextDue() {
        assertThat(punctuations.nextMs()).isEqualTo(Long.MAX_VALUE);
        schedule("x", 30, 10);
        schedule("y", 20, 10);

        assertThat(punctuations.nextMs()).isEqualTo(20);
    }
}
