package io.millrace.log.kafka;

/**
 * What the consumer's assignor works with.
 *
 * @param membership the member's place in the group
 * @param settings who this process is
 * @param topics what the leader asks of the cluster
 */
record GroupPlace(Membership membership, KafkaSettings settings, KafkaTopics topics) {}
