package io.millrace.testing;

import io.millrace.log.LogException;
import io.millrace.log.Transaction;
import io.millrace.log.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens transactions of one writer or member of a simulated log. */
final class SimulatedWriter implements Writer {

    private final SimulatedProcess process;
    private final String name;
    private final @Nullable SimulatedMember member;
    private final List<SimulatedTransaction> open = new ArrayList<>();
    private boolean fenced;
    private boolean closed;
    private long begun;

    SimulatedWriter(SimulatedProcess process, String name, @Nullable SimulatedMember member) {
        this.process = process;
        this.name = name;
        this.member = member;
    }

    @Nullable
    SimulatedMember member() {
        return member;
    }

    boolean isFenced() {
        return fenced;
    }

    /** A newer one has come; what is open will fail to commit. */
    void fence() {
        fenced = true;
    }

    /** Fences this writer where the fault, not a newer writer, says so. */
    void fenceByFault() {
        if (member != null) {
            member.fence();
        } else {
            process.settle();
            process.writers.remove(name, this);
        }
        fenced = true;
    }

    @Override
    public Transaction begin() {
        process.enter(PortCall.Kind.FILL, name + " begin");
        if (closed) {
            throw new LogException("writer " + name + " is closed");
        }
        begun++;
        SimulatedTransaction transaction = new SimulatedTransaction(process, this, name + "@" + begun);
        open.add(transaction);
        return transaction;
    }

    void ended(SimulatedTransaction transaction) {
        open.remove(transaction);
    }

    @Override
    public void drain() {
        process.enter(PortCall.Kind.LIFECYCLE, name + " drain");
        process.settle();
    }

    /** Drops what is open and takes no more. */
    void end() {
        closed = true;
        List.copyOf(open).forEach(SimulatedTransaction::drop);
        process.settle();
    }

    @Override
    public void close() {
        if (closed || process.isOver()) {
            return;
        }
        process.enter(PortCall.Kind.LIFECYCLE, name + " close");
        end();
        if (member == null) {
            process.writers.remove(name, this);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
