/**
 * Stream processing in your own process, with the programming model of Kafka Streams: an application is a topology,
 * some settings, and a handle to start and to stop it.
 *
 * <pre>{@code
 * StreamsBuilder builder = new StreamsBuilder();
 * builder.<String, String>stream("lines")
 *         .flatMapValues(line -> List.of(line.split(" ")))
 *         .groupBy((key, word) -> word)
 *         .count()
 *         .toStream()
 *         .to("word-counts", Produced.with(Serdes.String(), Serdes.Long()));
 *
 * Properties settings = new Properties();
 * settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "word-count");
 * settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
 * settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
 *
 * try (MillraceStreams streams = new MillraceStreams(builder.build(), settings)) {
 *     streams.start();
 *     ...
 * }
 * }</pre>
 *
 * <ul>
 *   <li><b>What to do</b>: {@link io.millrace.streams.StreamsBuilder} makes a {@link io.millrace.streams.Topology} out
 *       of streams and tables (package {@code kstream}); {@code Topology} can also be put together step by step from
 *       processors (package {@code processor.api}).
 *   <li><b>How to do it</b>: {@link io.millrace.streams.StreamsConfig} has all settings. Only the application id is
 *       required: without brokers the application runs on the embedded log.
 *   <li><b>Doing it</b>: {@link io.millrace.streams.MillraceStreams} starts, stops and watches the application.
 * </ul>
 *
 * <p><b>What to know.</b> Work is divided into tasks, one per subtopology and partition of its input;
 * {@code num.stream.threads} threads (by default one) of each instance share them, and all that belongs to a task is
 * called by one thread at a time. A commit covers outputs, state and positions: at least once by default on Kafka
 * ({@code processing.guarantee}), always all or nothing on the embedded log. {@code StreamsBuilder} and
 * {@code Topology} are for one thread; {@code MillraceStreams} is safe from any. Its {@code metrics()} are those of
 * Kafka Streams.
 *
 * <p>A program written for Kafka Streams moves here by changing the package prefix and the name of the class
 * {@code KafkaStreams}. First class to read: {@code StreamsBuilder}. Everything that users see is in this package and
 * those below it; they name nothing of the engine, which they reach through {@code spi} alone.
 */
@NullMarked
package io.millrace.streams;

import org.jspecify.annotations.NullMarked;
