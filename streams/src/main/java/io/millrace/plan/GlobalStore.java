package io.millrace.plan;

/**
 * A store that every instance fills with the whole of a topic.
 *
 * @param source where its records come from; exactly one topic
 * @param processor what fills it
 */
public record GlobalStore(SourceStep source, ProcessorStep processor) {}
