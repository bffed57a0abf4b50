package io.millrace.architecture.planted.cycle.right;

import io.millrace.architecture.planted.cycle.left.PlantedLeft;

/** The other half of the planted circle. */
public record PlantedRight(PlantedLeft left) {}
