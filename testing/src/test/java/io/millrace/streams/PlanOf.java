package io.millrace.streams;

import io.millrace.graph.GraphBuilder;
import io.millrace.plan.Plan;
import io.millrace.planner.Planner;

/** For tests of the engine: what it is given to run. */
public final class PlanOf {

    private PlanOf() {}

    /** The plan of a topology. */
    public static Plan topology(Topology topology, StreamsConfig config) {
        return Planner.plan(((GraphBuilder) topology.definition()).graph(), config);
    }
}
