package io.millrace.architecture.planted.cycle.left;

import io.millrace.architecture.planted.cycle.right.PlantedRight;

/** One half of a planted circle of packages, for {@code ArchitectureTest}. */
public record PlantedLeft(PlantedRight right) {}
