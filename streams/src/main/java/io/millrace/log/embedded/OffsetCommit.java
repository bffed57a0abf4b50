package io.millrace.log.embedded;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** What a group commits of one partition. */
record OffsetCommit(String group, Partition partition, OffsetAndMetadata offset) {}
