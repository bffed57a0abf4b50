package io.millrace.streams;

import io.millrace.streams.processor.TopicNameExtractor;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a topology consists of: a picture for people and for tools, made by {@code Topology.describe()}. Its
 * {@code toString()} is the text that visualizers of Kafka Streams topologies read. Immutable.
 */
public interface TopologyDescription {

    /** The subtopologies: parts that are connected without going through a topic. */
    Set<Subtopology> subtopologies();

    /** The global stores: stores of which every instance holds all partitions. */
    Set<GlobalStore> globalStores();

    /** A part of the topology that is connected without going through a topic. */
    interface Subtopology {

        /** The number of the subtopology, the first one in the ids of its tasks. */
        int id();

        /** Its steps. */
        Set<Node> nodes();
    }

    /** A global store, with the two steps that fill it. */
    interface GlobalStore {

        /** The step that reads the topic. */
        Source source();

        /** The step that writes the store. */
        Processor processor();

        /** The number of the global store. */
        int id();
    }

    /** One step. */
    interface Node {

        /** The name of the step, unique in the topology. */
        String name();

        /** The steps that forward to this one; empty for a source. */
        Set<Node> predecessors();

        /** The steps that this one forwards to; empty for a sink. */
        Set<Node> successors();
    }

    /** A step that reads topics. */
    interface Source extends Node {

        /** The names of the topics, or null when a pattern was given. */
        @Nullable
        Set<String> topicSet();

        /** The pattern of the names, or null when topics were named. */
        @Nullable
        Pattern topicPattern();
    }

    /** A step that processes records. */
    interface Processor extends Node {

        /** The names of the stores connected to it. */
        Set<String> stores();
    }

    /** A step that writes to a topic. */
    interface Sink extends Node {

        /** The topic, or null when it is chosen for each record. */
        @Nullable
        String topic();

        /** What chooses the topic for each record, or null when the topic is fixed. */
        @Nullable
        TopicNameExtractor<?, ?> topicNameExtractor();
    }
}
