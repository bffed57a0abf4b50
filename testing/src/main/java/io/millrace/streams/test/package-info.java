/** Records as tests write and read them. See {@link io.millrace.streams.TopologyTestDriver}. */
@NullMarked
package io.millrace.streams.test;

import org.jspecify.annotations.NullMarked;
