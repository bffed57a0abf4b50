/**
 * What can go wrong, and who decides what happens then.
 *
 * <p>Errors about <b>one record</b> go to a handler that you may choose in the settings: it answers whether to go on
 * without the record, or to stop, and may send it to a dead letter queue.
 *
 * <ul>
 *   <li>{@link io.millrace.streams.errors.DeserializationExceptionHandler}: an input record cannot be read.
 *   <li>{@link io.millrace.streams.errors.ProcessingExceptionHandler}: a step of the topology threw an exception.
 *   <li>{@link io.millrace.streams.errors.ProductionExceptionHandler}: an output record cannot be serialized or
 *       written.
 * </ul>
 *
 * <p>By default each of them says stop. This one goes on, and keeps what could not be read:
 *
 * <pre>{@code
 * settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
 * settings.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "unreadable");
 * }</pre>
 *
 * <p>What a handler does not catch stops the worker thread, and the
 * {@link io.millrace.streams.errors.StreamsUncaughtExceptionHandler} decides whether a new one takes over. Nothing that
 * was not committed counts as done, so stopping never loses a record.
 *
 * <p>All exceptions of the library are {@link io.millrace.streams.errors.StreamsException}s. Those below
 * {@link io.millrace.streams.errors.InvalidStateStoreException} come from queries and say whether to ask again, or
 * elsewhere; {@link io.millrace.streams.errors.TopologyException} means that the program must be changed. First type to
 * read: {@code StreamsException}. Neighbours: {@code processor} and {@code processor.api}, whose types the handlers are
 * given.
 */
@NullMarked
package io.millrace.streams.errors;

import org.jspecify.annotations.NullMarked;
