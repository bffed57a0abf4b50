package io.millrace.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The stable text form of a plan: one line per thing, in the order of the plan, with everything that two plans can
 * differ in and that has a name. Tests compare it with golden files; two versions of an application can be compared
 * with it.
 *
 * <p>Code has no stable text: of suppliers, serializers and the like it says at most that there is one. Their class
 * names would differ between compilers wherever the user wrote a lambda.
 */
public final class PlanText {

    private final StringBuilder text = new StringBuilder();

    private PlanText() {}

    /** The text of a plan; ends with a line break. */
    public static String of(Plan plan) {
        PlanText text = new PlanText();
        text.line("application " + plan.application());
        plan.subtopologies().forEach(text::add);
        plan.globals().forEach(text::add);
        plan.stores().values().forEach(text::add);
        plan.repartitionTopics().values().forEach(text::add);
        plan.copartitioned().forEach(group -> text.line("copartitioned " + list(group.topics())));
        return text.text.toString();
    }

    private void add(Subtopology subtopology) {
        line("subtopology " + subtopology.id() + words("stores", subtopology.stores()));
        subtopology.sources().forEach(source -> line("  " + source(source)));
        subtopology.processors().forEach(processor -> line("  " + processor(processor)));
        subtopology.sinks().forEach(sink -> line("  " + sink(sink)));
    }

    private void add(GlobalStore global) {
        line("global " + source(global.source()));
        line("  " + processor(global.processor()));
    }

    private void add(StorePlan store) {
        Changelog changelog = store.changelog();
        if (changelog == null) {
            line("store " + store.name() + " not logged");
        } else if (changelog.isSourceTopic()) {
            line("store " + store.name() + " filled from " + changelog.topic());
        } else {
            line("store " + store.name() + " changelog " + changelog.topic() + settings(changelog.configs()));
        }
    }

    private void add(RepartitionTopic topic) {
        String partitions = topic.partitions().isPresent()
                ? " partitions " + topic.partitions().getAsInt()
                : "";
        line("repartition topic " + topic.topic() + partitions + settings(topic.configs()));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String source(SourceStep source) {
        String from = source.pattern() == null ? list(source.topics()) : "pattern " + source.pattern();
        return "source " + source.name() + " from " + from
                + own(
                        "offset reset", source.offsetReset(),
                        "timestamp extractor", source.timestampExtractor(),
                        "key deserializer", source.keyDeserializer(),
                        "value deserializer", source.valueDeserializer())
                + words("->", source.children());
    }

    private static String processor(ProcessorStep processor) {
        return "processor " + processor.name() + words("stores", processor.stores())
                + words("->", processor.children());
    }

    private static String sink(SinkStep sink) {
        return "sink " + sink.name() + " to " + (sink.topic() == null ? "extracted topics" : sink.topic())
                + own(
                        "key serializer", sink.keySerializer(),
                        "value serializer", sink.valueSerializer(),
                        "partitioner", sink.partitioner());
    }

    /** Names of the things that are not left to the defaults; the arguments are pairs of a name and a thing or null. */
    private static String own(@Nullable Object... pairs) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null) {
                names.add(String.valueOf(pairs[i]));
            }
        }
        return names.isEmpty() ? "" : " own " + list(names);
    }

    private static String words(String label, List<String> words) {
        return words.isEmpty() ? "" : " " + label + " " + list(words);
    }

    private static String list(List<String> words) {
        return String.join(", ", words);
    }

    private static String settings(Map<String, String> configs) {
        String[] keys = configs.keySet().toArray(String[]::new);
        Arrays.sort(keys);
        StringJoiner settings = new StringJoiner(", ", " {", "}");
        for (String key : keys) {
            settings.add(key + "=" + configs.get(key));
        }
        return settings.toString();
    }
}
