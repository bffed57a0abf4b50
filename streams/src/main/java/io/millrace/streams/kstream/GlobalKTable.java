package io.millrace.streams.kstream;

import org.jspecify.annotations.Nullable;

/**
 * A table that every instance of the application holds as a whole, for data that is small and asked for by any key: the
 * names behind codes, the properties of users.
 *
 * <p>Comes from {@code StreamsBuilder.globalTable()}. All partitions of its topic are read by each instance, before it
 * begins to process anything and on from there, beside everything else: a stream that is joined with it sees what the
 * topic held at that moment, and timestamps play no part. So the stream need not be partitioned by the table's key, nor
 * by anything, and the key that is looked up may come from the stream's values.
 *
 * <pre>{@code
 * GlobalKTable<String, String> users = builder.globalTable("users");
 * clicks.join(users, (page, click) -> click.user(), (click, user) -> click.page() + " seen by " + user)
 *       .to("seen");
 * }</pre>
 *
 * @param <K> key type
 * @param <V> value type
 * @see KStream#join(GlobalKTable, KeyValueMapper, ValueJoiner)
 */
public interface GlobalKTable<K, V> {

    /**
     * Name under which the table's store can be queried.
     *
     * @return the name; null if the user gave none
     */
    @Nullable
    String queryableStoreName();
}
