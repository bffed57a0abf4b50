/**
 * The test driver: runs a topology in one thread, one record at a time, without a broker and without waiting.
 *
 * <pre>{@code
 * try (TopologyTestDriver driver = new TopologyTestDriver(topology, settings)) {
 *     TestInputTopic<String, String> lines =
 *             driver.createInputTopic("lines", new StringSerializer(), new StringSerializer());
 *     lines.pipeInput("to be or not to be");
 *     assertThat(driver.createOutputTopic("counts", new StringDeserializer(), new LongDeserializer())
 *                     .readKeyValuesToMap())
 *             .containsEntry("be", 2L);
 * }
 * }</pre>
 *
 * <p>What is piped in has been processed and committed when {@code pipeInput} returns. The wall clock stands still
 * until the test moves it; settings may be left out, an application id is made up then. For one thread.
 *
 * <p>Start with {@link io.millrace.streams.TopologyTestDriver}. The package has the public API's name, because programs
 * that are moved here from Kafka Streams import it from there.
 */
@NullMarked
package io.millrace.streams;

import org.jspecify.annotations.NullMarked;
