package io.millrace.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.MillraceStreams;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Both libraries by reflection: what the original has, we have, or a list says why not. A missing class is one line,
 * its header; of a class that is there, each missing member is a line.
 */
class ApiComparisonTest {

    private static final String THEIRS = "org.apache.kafka.streams";
    private static final String OURS = "io.millrace.streams";
    private static final String REPEAT =
            "./mvnw -q -Pquick -pl conformance -am test -Dtest=ApiComparisonTest -Dsurefire.failIfNoSpecifiedTests=false";

    private final ApiText theirText = new ApiText(THEIRS);
    private final ApiText ourText = new ApiText(OURS);
    private final ApiList leftOut = ApiList.read("api-left-out.txt");
    private final ApiList notThereYet = ApiList.read("api-not-there-yet.txt");

    @Test
    void everythingOfTheOriginalIsHereOrOnAList() {
        Set<String> missing = new TreeSet<>(missing());
        missing.removeAll(leftOut.entries());
        missing.removeAll(notThereYet.entries());

        assertThat(missing)
                .as(
                        "members of Kafka Streams that are missing or different here, as the original has them; to leave one"
                                + " out for good, give the reason in %s",
                        leftOut)
                .isEmpty();
    }

    @Test
    void theListOfWhatIsNotThereYetOnlyShrinks() {
        Set<String> untrue = new TreeSet<>(notThereYet.entries());
        untrue.removeAll(missing());
        if (Boolean.getBoolean("api.update")) {
            notThereYet.remove(untrue);
        } else if (!untrue.isEmpty()) {
            System.out.println(notThereYet + ": " + untrue.size() + " lines are no longer true; delete them with\n  "
                    + REPEAT + " -Dapi.update=true");
        }
    }

    @Test
    void whatIsLeftOutIsReallyNotHereAndHasAReason() {
        Set<String> untrue = new TreeSet<>(leftOut.entries());
        untrue.removeAll(missing());

        assertThat(untrue)
                .as("lines of %s that are here now: delete them", leftOut)
                .isEmpty();
        assertThat(leftOut.withoutReason()).as("lines without a reason").isEmpty();
        Set<String> onBoth = new TreeSet<>(notThereYet.entries());
        onBoth.retainAll(leftOut.entries());
        assertThat(onBoth).as("lines that are on both lists").isEmpty();
    }

    @Test
    void seesEveryKindOfDifference() {
        assertThat(missing(Planted.Original.class, Planted.Counterpart.class))
                .containsExactly(
                        "@Deprecated api.Planted$T.old(): void",
                        "api.Planted$T.checked(): void throws java.io.IOException",
                        "api.Planted$T.generic(List<? extends T1>): void",
                        "api.Planted$T.gone(): void",
                        "protected api.Planted$T.hidden(): void",
                        "static final api.Planted$T.LIMIT: int = 1");
    }

    private List<String> missing(Class<?> theirs, Class<?> ours) {
        ApiText text = new ApiText("io.millrace.conformance");
        Set<String> here = new TreeSet<>();
        text.available(ours).forEach(line -> here.add(line.replace("$Counterpart", "$T")));
        List<String> missing = new ArrayList<>();
        for (String line : text.declared(theirs)) {
            if (!here.contains(line.replace("$Original", "$T"))) {
                missing.add(line.replace("$Original", "$T"));
            }
        }
        return missing;
    }

    private Collection<String> missing() {
        Map<String, Class<?>> ours = new HashMap<>(classes(MillraceStreams.class, OURS));
        ours.putAll(classes(io.millrace.streams.test.TestRecord.class, OURS));
        List<String> missing = new ArrayList<>();
        theirs().forEach((name, theirClass) -> {
            Class<?> ourClass = ours.get(name.replaceFirst("^KafkaStreams", "MillraceStreams"));
            if (ourClass == null) {
                missing.add(theirText.header(theirClass));
                return;
            }
            if (!theirText.header(theirClass).equals(ourText.header(ourClass))) {
                missing.add(theirText.header(theirClass));
            }
            Set<String> here = ourText.available(ourClass);
            for (String line : theirText.declared(theirClass)) {
                if (!here.contains(line)) {
                    missing.add(line);
                }
            }
        });
        return missing;
    }

    private static Map<String, Class<?>> theirs() {
        Map<String, Class<?>> theirs = new TreeMap<>(classes(org.apache.kafka.streams.KafkaStreams.class, THEIRS));
        theirs.putAll(classes(org.apache.kafka.streams.TopologyTestDriver.class, THEIRS));
        return theirs;
    }

    private static Map<String, Class<?>> classes(Class<?> inside, String packageName) {
        return new Jar(inside).visibleClasses(packageName);
    }
}
