package io.millrace.streams;

import io.millrace.graph.GraphBuilder;
import io.millrace.plan.Plan;
import io.millrace.planner.Planner;

/** The plan of a topology, without an application around it. */
public final class TopologyPlan {
    private TopologyPlan() {}

    /** As the application would have it. */
    public static Plan of(Topology topology, StreamsConfig config) {
        return Planner.plan(((GraphBuilder) topology.definition()).graph(), config);
    }
}
