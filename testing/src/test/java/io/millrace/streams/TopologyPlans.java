package io.millrace.streams;

import io.millrace.graph.GraphBuilder;
import io.millrace.plan.Plan;
import io.millrace.planner.Planner;

/** Plans a topology for tests of other packages, which do not see what is inside a topology. */
public final class TopologyPlans {

    private TopologyPlans() {}

    /** The plan. */
    public static Plan plan(Topology topology, StreamsConfig config) {
        return Planner.plan(((GraphBuilder) topology.definition()).graph(), config);
    }
}
