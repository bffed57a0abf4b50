package io.millrace.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.streams.MillraceStreams;
import java.util.ArrayList;
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
        Set<String> listed = new TreeSet<>(leftOut.entries());
        listed.addAll(notThereYet.entries());
        Set<String> missing = new TreeSet<>();
        missing().forEach((member, type) -> {
            if (!listed.contains(member) && !listed.contains(type)) {
                missing.add(member);
            }
        });

        assertThat(missing)
                .as(
                        "members of Kafka Streams that are missing or different here, as the original has them; to leave"
                                + " one out for good, give the reason in %s",
                        leftOut)
                .isEmpty();
    }

    @Test
    void theListOfWhatIsNotThereYetOnlyShrinks() {
        Set<String> untrue = untrue(notThereYet);
        if (Boolean.getBoolean("api.update")) {
            notThereYet.remove(untrue);
        } else {
            assertThat(untrue)
                    .as(
                            "lines of %s that are no longer true; delete them with\n  %s -Dapi.update=true\n",
                            notThereYet, REPEAT)
                    .isEmpty();
        }
    }

    @Test
    void whatIsLeftOutIsReallyNotHereAndHasAReason() {
        assertThat(untrue(leftOut))
                .as("lines of %s that are here now: delete them", leftOut)
                .isEmpty();
        assertThat(leftOut.withoutReason()).as("lines without a reason").isEmpty();
        Set<String> onBoth = new TreeSet<>(notThereYet.entries());
        onBoth.retainAll(leftOut.entries());
        assertThat(onBoth).as("lines that are on both lists").isEmpty();
    }

    /** Entries of what is neither missing nor the class of something that is missing and on no list by itself. */
    private Set<String> untrue(ApiList list) {
        Set<String> untrue = new TreeSet<>(list.entries());
        missing().forEach((member, type) -> {
            boolean listed =
                    leftOut.entries().contains(member) || notThereYet.entries().contains(member);
            untrue.remove(listed ? member : type);
        });
        return untrue;
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

    /** Each line that is missing, with the header of its class. */
    private Map<String, String> missing() {
        Map<String, Class<?>> ours = new HashMap<>(classes(MillraceStreams.class, OURS));
        ours.putAll(classes(io.millrace.streams.test.TestRecord.class, OURS));
        Map<String, String> missing = new TreeMap<>();
        theirs().forEach((name, theirClass) -> {
            String header = theirText.header(theirClass);
            Class<?> ourClass = ours.get(name.replaceFirst("^KafkaStreams", "MillraceStreams"));
            if (ourClass == null || !header.equals(ourText.header(ourClass))) {
                missing.put(header, header);
            }
            if (ourClass != null) {
                Set<String> here = ourText.available(ourClass);
                theirText.declared(theirClass).stream()
                        .filter(line -> !here.contains(line))
                        .forEach(line -> missing.put(line, header));
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
