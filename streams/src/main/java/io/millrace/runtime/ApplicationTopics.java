package io.millrace.runtime;

import io.millrace.engine.assign.ChangelogTopics;
import io.millrace.engine.assign.RepartitionTopics;
import io.millrace.log.TopicSpec;
import io.millrace.log.Topics;
import io.millrace.plan.GlobalStore;
import io.millrace.plan.Plan;
import io.millrace.plan.SourceStep;
import io.millrace.plan.Subtopology;
import io.millrace.streams.errors.MissingSourceTopicException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the topics ready that a plan needs. Others - instances, threads, producers - may make the same ones at the same
 * moment; what they made is then checked like everything that exists.
 *
 * @param plan what is run
 */
record ApplicationTopics(Plan plan) {

    private static final Logger LOG = LoggerFactory.getLogger(ApplicationTopics.class);

    /** Each failed try means that somebody else has made a topic. */
    private static final int TRIES_MAX = 100;

    /** On the embedded log: makes what is read, and what lies between subtopologies. */
    void makeAll(Topics topics, int sourcePartitions) {
        for (String source : missingSources(topics.partitionCounts())) {
            try {
                topics.create(List.of(new TopicSpec(source, sourcePartitions, Map.of())));
            } catch (TopicExistsException e) {
                LOG.debug("Topic {} has been made in the meantime", source);
            }
        }
        topics.create(RepartitionTopics.missing(plan, topics.partitionCounts()));
    }

    /**
     * On Kafka: makes what lies between subtopologies and what stores are logged to. What is read is the user's.
     *
     * @throws MissingSourceTopicException if a topic of the user does not exist
     */
    void makeInternal(Topics topics) {
        for (int i = 0; i < TRIES_MAX; i++) {
            Map<String, Integer> existing = topics.partitionCounts();
            Set<String> missing = missingSources(existing);
            if (!missing.isEmpty()) {
                throw new MissingSourceTopicException("topics " + missing + " are read but do not exist (expected: made"
                        + " before the application starts, because only you know how many partitions they need)");
            }
            List<TopicSpec> wanted = RepartitionTopics.missing(plan, existing);
            if (wanted.isEmpty()) {
                wanted = ChangelogTopics.missing(plan, existing);
            }
            if (wanted.isEmpty()) {
                return;
            }
            try {
                topics.create(wanted);
                LOG.info(
                        "Made internal topics {}",
                        wanted.stream().map(TopicSpec::name).toList());
            } catch (TopicExistsException e) {
                LOG.debug("Another instance is making the same topics", e);
            }
        }
    }

    private Set<String> missingSources(Map<String, Integer> existing) {
        Set<String> sources = new LinkedHashSet<>();
        for (Subtopology part : plan.subtopologies()) {
            for (SourceStep source : part.sources()) {
                sources.addAll(source.topics());
            }
        }
        for (GlobalStore global : plan.globals()) {
            sources.addAll(global.source().topics());
        }
        sources.removeAll(plan.repartitionTopics().keySet());
        sources.removeAll(existing.keySet());
        return sources;
    }
}
