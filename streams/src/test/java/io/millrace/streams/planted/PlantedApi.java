package io.millrace.streams.planted;

import io.millrace.architecture.planted.cycle.left.PlantedLeft;
import java.util.List;

/** Stands for a class of the API that shows a type from elsewhere, for {@code ArchitectureTest}. */
public interface PlantedApi {
    List<PlantedLeft> shown();
}
