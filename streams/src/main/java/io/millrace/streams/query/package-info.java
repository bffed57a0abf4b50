/**
 * Interactive queries, second form: a question to a store as an object, and answers per partition.
 *
 * <p>A {@link io.millrace.streams.query.StateQueryRequest} says which store is asked, which
 * {@link io.millrace.streams.query.Query} it is asked, of which partitions, and how far the store must have got
 * ({@link io.millrace.streams.query.PositionBound}). {@code MillraceStreams.query} answers with a
 * {@link io.millrace.streams.query.StateQueryResult}: for each partition that this instance holds a value or the reason
 * why there is none, and the {@link io.millrace.streams.query.Position} that was seen.
 *
 * <pre>{@code
 * StateQueryResult<Long> result = streams.query(
 *         StateQueryRequest.inStore("counts").withQuery(KeyQuery.<String, Long>withKey("millrace")));
 * QueryResult<Long> answer = result.getOnlyPartitionResult(); // null when no partition knows the key
 * }</pre>
 *
 * <p>What is read is committed: no query sees a change that a crash could take back. Queries never hold up the threads
 * that process records.
 */
@NullMarked
package io.millrace.streams.query;

import org.jspecify.annotations.NullMarked;
