package io.millrace.cli;

import io.millrace.streams.embedded.EmbeddedLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the lines of files into the topic {@code lines}, each exactly once, however often the process is killed.
 *
 * <p>Lines go in pieces of a file, and the transaction that holds a piece's lines also holds the {@link Piece} itself:
 * from which byte to which. The log keeps a transaction whole or not at all. So the pieces that are there after a crash
 * are just those whose lines are there, and the next run begins each file where its last piece ends. A run that still
 * writes while the next one has begun is fenced by the {@code transactional.id}.
 *
 * <p>Owned by the main thread. When a transaction fails, the feeder is of no more use; the next run goes on.
 */
final class LineFeeder implements AutoCloseable {

    /** As much as is worth one sync of the disk. */
    private static final int TRANSACTION_BYTES = 1024 * 1024;

    private final Producer<String, String> producer;
    private final Journal journal;
    private final LongSupplier clock;
    private final Set<Path> known = new HashSet<>();
    private final List<FileTail> tails = new ArrayList<>();
    /** The file to go on with: one is read to its end before the next. */
    private int next;
    /** Without its line a transaction must not be committed. */
    private volatile @Nullable Exception failure;

    private final Callback noteFailure = (sent, exception) -> {
        if (exception != null) {
            failure = exception;
        }
    };

    /**
     * @param log where the lines go
     * @param journal what was read before
     * @param clock milliseconds since the epoch
     */
    LineFeeder(EmbeddedLog log, Journal journal, LongSupplier clock) {
        this.journal = journal;
        this.clock = clock;
        this.producer = log.producer(
                new StringSerializer(),
                new StringSerializer(),
                Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, WordCounts.APPLICATION + "-feeder"));
        producer.initTransactions();
    }

    /**
     * Adds files, those that it has already are left as they are.
     *
     * @param growing whether their last lines may still be written to
     */
    void add(Collection<Path> files, BooleanSupplier growing) {
        for (Path file : files) {
            if (known.add(file)) {
                tails.add(new FileTail(file, journal.position(file.toString()), growing));
            }
        }
    }

    /** How many files it reads. */
    int files() {
        return tails.size();
    }

    /**
     * Feeds one transaction.
     *
     * @return whether there was anything to feed
     */
    boolean step() {
        // A clock that is set back must not take the lines with it: they would be too late for their windows.
        long nowMs = Math.max(clock.getAsLong(), journal.newestMs());
        List<Piece> fed = new ArrayList<>();
        int bytes = 0;
        int atEnd = 0;
        while (bytes < TRANSACTION_BYTES && atEnd < tails.size()) {
            FileTail tail = tails.get(next);
            Optional<byte[]> read = tail.read();
            if (read.isPresent()) {
                if (fed.isEmpty()) {
                    producer.beginTransaction();
                }
                fed.add(send(tail, read.get(), nowMs));
                bytes += read.get().length;
                atEnd = 0;
            } else {
                next = (next + 1) % tails.size();
                atEnd++;
            }
        }
        if (!fed.isEmpty()) {
            commit();
            fed.forEach(journal::add);
        }
        return !fed.isEmpty();
    }

    private Piece send(FileTail tail, byte[] content, long nowMs) {
        String file = tail.path().toString();
        Piece piece = Piece.of(file, tail.position() - content.length, content, nowMs);
        FileTail.lines(content, line -> send(new ProducerRecord<>(WordCounts.LINES, null, nowMs, file, line)));
        send(new ProducerRecord<>(Journal.TOPIC, null, nowMs, file, piece.value()));
        return piece;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of failures, and the commit waits for the rest
    private void send(ProducerRecord<String, String> record) {
        producer.send(record, noteFailure);
    }

    private void commit() {
        Exception failed = failure;
        if (failed != null) {
            throw new Failure("a line was not taken by the log: " + failed.getMessage(), failed);
        }
        producer.commitTransaction();
    }

    /** What was not committed is forgotten. */
    @Override
    public void close() {
        producer.close();
    }
}
