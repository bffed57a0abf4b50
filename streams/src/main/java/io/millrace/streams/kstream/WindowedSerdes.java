package io.millrace.streams.kstream;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Serdes of windowed keys, for topics that the result of a windowed aggregation is written to or read from.
 *
 * <pre>{@code
 * counts.toStream().to("counts-per-minute",
 *         Produced.with(WindowedSerdes.timeWindowedSerdeFrom(String.class, 60_000), Serdes.Long()));
 * }</pre>
 */
public class WindowedSerdes {

    /** Nothing to set: the serdes come from the static methods and the nested classes. */
    public WindowedSerdes() {}

    /**
     * Serde of keys with windows of {@link TimeWindows}.
     *
     * @param <T> type of the key inside
     */
    public static class TimeWindowedSerde<T> extends Serdes.WrapperSerde<Windowed<T>> {

        /** Leaves inner serde and window size to the settings. */
        public TimeWindowedSerde() {
            super(new TimeWindowedSerializer<>(), new TimeWindowedDeserializer<>());
        }

        /**
         * Takes the inner serde and the window size.
         *
         * @param inner reads and writes the key inside
         * @param windowSize size of the windows, in milliseconds
         */
        public TimeWindowedSerde(Serde<T> inner, long windowSize) {
            super(
                    new TimeWindowedSerializer<>(inner.serializer()),
                    new TimeWindowedDeserializer<>(inner.deserializer(), windowSize));
        }

        /**
         * Says which layout to read; see {@link TimeWindowedDeserializer#setIsChangelogTopic}.
         *
         * @param isChangelogTopic true for the changelog topic of a window store
         * @return this serde
         */
        public TimeWindowedSerde<T> forChangelog(boolean isChangelogTopic) {
            ((TimeWindowedDeserializer<T>) deserializer()).setIsChangelogTopic(isChangelogTopic);
            return this;
        }
    }

    /**
     * Serde of keys with windows of {@link SessionWindows}.
     *
     * @param <T> type of the key inside
     */
    public static class SessionWindowedSerde<T> extends Serdes.WrapperSerde<Windowed<T>> {

        /** Leaves the inner serde to the settings. */
        public SessionWindowedSerde() {
            super(new SessionWindowedSerializer<>(), new SessionWindowedDeserializer<>());
        }

        /**
         * Takes the inner serde.
         *
         * @param inner reads and writes the key inside
         */
        public SessionWindowedSerde(Serde<T> inner) {
            super(
                    new SessionWindowedSerializer<>(inner.serializer()),
                    new SessionWindowedDeserializer<>(inner.deserializer()));
        }
    }

    /**
     * Serde of windowed keys for a type that kafka-clients has a serde for.
     *
     * @param <T> type of the key inside
     * @param type its class, such as {@code String.class}
     * @param windowSize size of the windows, in milliseconds
     * @return the serde
     * @throws IllegalArgumentException if there is no serde for the type
     */
    public static <T> Serde<Windowed<T>> timeWindowedSerdeFrom(Class<T> type, long windowSize) {
        return new TimeWindowedSerde<>(Serdes.serdeFrom(type), windowSize);
    }

    /**
     * Serde of session keys for a type that kafka-clients has a serde for.
     *
     * @param <T> type of the key inside
     * @param type its class, such as {@code String.class}
     * @return the serde
     * @throws IllegalArgumentException if there is no serde for the type
     */
    public static <T> Serde<Windowed<T>> sessionWindowedSerdeFrom(Class<T> type) {
        return new SessionWindowedSerde<>(Serdes.serdeFrom(type));
    }
}
