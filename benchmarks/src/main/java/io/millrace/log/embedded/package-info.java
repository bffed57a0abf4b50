/**
 * JMH benchmarks of the embedded log's batch format. They lie in the log's own package because the format is nobody
 * else's business.
 */
@NullMarked
package io.millrace.log.embedded;

import org.jspecify.annotations.NullMarked;
