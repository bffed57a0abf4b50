package io.millrace.conformance.program;

import io.millrace.streams.TopologyTestDriver;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What {@code getStateStore} of the test driver says to those who ask for each kind of store, by store. */
public final class UntypedStores implements Supplier<Map<String, String>> {

    @Override
    public Map<String, String> get() {
        Properties config = new Properties();
        config.put("application.id", "untyped");
        config.put("bootstrap.servers", "unused:1");
        Map<String, String> answers = new TreeMap<>();
        try (var driver = new TopologyTestDriver(MeasuredTopology.topology(), config)) {
            for (String store : driver.getAllStateStores().keySet()) {
                answers.put(store, answer(driver, store));
            }
            answers.put("missing", answer(driver, "missing"));
        }
        return answers;
    }

    private static String answer(TopologyTestDriver driver, String store) {
        try {
            return driver.getStateStore(store) == null ? "none" : "the store";
        } catch (IllegalArgumentException e) {
            return "refused";
        }
    }
}
