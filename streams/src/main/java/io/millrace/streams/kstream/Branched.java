package io.millrace.streams.kstream;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one branch of {@link KStream#split()}: its name, and what to do with its records.
 *
 * <p>Three ways to use a branch. With nothing but a name, the branch is in the result map under that name. With a
 * function, the stream that the function returns is in the map instead; {@code null} leaves it out. With a consumer,
 * the branch is dealt with on the spot and is not in the map. Immutable.
 *
 * @param <K> key type
 * @param <V> value type
 */
public class Branched<K, V> implements NamedOperation<Branched<K, V>> {

    /** Suffix of the branch's name; {@code null} means its number. */
    protected final @Nullable String name;

    /** Goes on with the branch and returns what belongs in the result map; {@code null} if there is none. */
    protected final @Nullable Function<? super KStream<K, V>, ? extends @Nullable KStream<K, V>> chainFunction;

    /** Takes the branch out of the result map; {@code null} if there is none. */
    protected final @Nullable Consumer<? super KStream<K, V>> chainConsumer;

    /**
     * Sets everything. At most one of function and consumer is meant to be there.
     *
     * @param name suffix of the branch's name; {@code null} means its number
     * @param chainFunction goes on with the branch; may be {@code null}
     * @param chainConsumer takes the branch; may be {@code null}
     */
    protected Branched(
            @Nullable String name,
            @Nullable Function<? super KStream<K, V>, ? extends @Nullable KStream<K, V>> chainFunction,
            @Nullable Consumer<? super KStream<K, V>> chainConsumer) {
        this.name = name;
        this.chainFunction = chainFunction;
        this.chainConsumer = chainConsumer;
    }

    /**
     * Copies another object.
     *
     * @param branched what to copy
     */
    protected Branched(Branched<K, V> branched) {
        this(branched.name, branched.chainFunction, branched.chainConsumer);
    }

    /**
     * Names a branch that goes into the result map as it is.
     *
     * @param <K> key type
     * @param <V> value type
     * @param name suffix of the branch's name
     * @return the new object
     */
    public static <K, V> Branched<K, V> as(String name) {
        return new Branched<>(requireNonNull(name, "name: null (expected: a name)"), null, null);
    }

    /**
     * Goes on with an unnamed branch.
     *
     * @param <K> key type
     * @param <V> value type
     * @param chain gets the branch, returns the stream for the result map or {@code null}
     * @return the new object
     */
    public static <K, V> Branched<K, V> withFunction(
            Function<? super KStream<K, V>, ? extends @Nullable KStream<K, V>> chain) {
        return withFunction(chain, null);
    }

    /**
     * Takes an unnamed branch out of the result map.
     *
     * @param <K> key type
     * @param <V> value type
     * @param chain gets the branch
     * @return the new object
     */
    public static <K, V> Branched<K, V> withConsumer(Consumer<KStream<K, V>> chain) {
        return withConsumer(chain, null);
    }

    /**
     * Goes on with a named branch.
     *
     * @param <K> key type
     * @param <V> value type
     * @param chain gets the branch, returns the stream for the result map or {@code null}
     * @param name suffix of the branch's name; {@code null} means its number
     * @return the new object
     */
    public static <K, V> Branched<K, V> withFunction(
            Function<? super KStream<K, V>, ? extends @Nullable KStream<K, V>> chain, @Nullable String name) {
        return new Branched<>(name, requireNonNull(chain, "chain: null (expected: a function)"), null);
    }

    /**
     * Takes a named branch out of the result map.
     *
     * @param <K> key type
     * @param <V> value type
     * @param chain gets the branch
     * @param name suffix of the branch's name; {@code null} means its number
     * @return the new object
     */
    public static <K, V> Branched<K, V> withConsumer(Consumer<? super KStream<K, V>> chain, @Nullable String name) {
        return new Branched<>(name, null, requireNonNull(chain, "chain: null (expected: a consumer)"));
    }

    @Override
    public Branched<K, V> withName(@Nullable String name) {
        return new Branched<>(requireNonNull(name, "name: null (expected: a name)"), chainFunction, chainConsumer);
    }
}
