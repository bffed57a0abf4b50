package io.millrace.engine.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.log.TopicSpec;
import io.millrace.streams.errors.StreamsException;
import io.millrace.streams.errors.TopologyException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepartitionTopicsTest {

    private static List<String> missing(Plans plans, Map<String, Integer> existing) {
        return RepartitionTopics.missing(plans.plan(), existing).stream()
                .map(topic -> topic.name() + " " + topic.partitions())
                .toList();
    }

    @Test
    void areAsWideAsTheWidestTopicThatFeedsThem() {
        Plans plans =
                new Plans().part(List.of("a", "b"), "r").part(List.of("r")).between("r");

        assertThat(missing(plans, Map.of("a", 3, "b", 5, "unrelated", 9))).containsExactly("r 5");
    }

    @Test
    void followTheWidthThroughAChain() {
        Plans plans = new Plans()
                .part(List.of("r1"), "r2")
                .part(List.of("a"), "r1")
                .part(List.of("r2"))
                .between("r2")
                .between("r1");

        assertThat(missing(plans, Map.of("a", 4))).containsExactly("r2 4", "r1 4");
    }

    @Test
    void haveTheNumberThatTheUserAskedForAndHandItOn() {
        Plans plans = new Plans()
                .part(List.of("a"), "r1")
                .part(List.of("r1"), "r2")
                .part(List.of("r2"))
                .between("r1", 7)
                .between("r2");

        assertThat(missing(plans, Map.of("a", 2))).containsExactly("r1 7", "r2 7");
    }

    @Test
    void takeTheWidthOfTheTopicTheyAreJoinedWith() {
        Plans plans = new Plans()
                .part(List.of("a"), "r")
                .part(List.of("r", "table"))
                .between("r")
                .copartitioned("r", "table");

        assertThat(missing(plans, Map.of("a", 6, "table", 2))).containsExactly("r 2");
    }

    @Test
    void takeTheWidestWhenAllThatAreJoinedAreFree() {
        Plans plans = new Plans()
                .part(List.of("a"), "r1")
                .part(List.of("b"), "r2")
                .part(List.of("r1", "r2"))
                .between("r1")
                .between("r2")
                .copartitioned("r1", "r2");

        assertThat(missing(plans, Map.of("a", 2, "b", 5))).containsExactly("r1 5", "r2 5");
    }

    @Test
    void takeTheExplicitNumberOfTheTopicTheyAreJoinedWith() {
        Plans plans = new Plans()
                .part(List.of("a"), "r1")
                .part(List.of("a2"), "r2")
                .part(List.of("r1", "r2"))
                .between("r1", 3)
                .between("r2")
                .copartitioned("r1", "r2");

        assertThat(missing(plans, Map.of("a", 8, "a2", 8))).containsExactly("r1 3", "r2 3");
    }

    @Test
    void refuseJoinedTopicsOfDifferentWidth() {
        Plans plans = new Plans().part(List.of("a", "b")).copartitioned("a", "b");

        assertThatThrownBy(() -> missing(plans, Map.of("a", 2, "b", 3)))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("topics a and b are joined but have 2 and 3 partitions")
                .hasMessageContaining("repartition one of them");
    }

    @Test
    void refuseAnExplicitNumberThatDiffersFromTheJoinedTopic() {
        Plans plans = new Plans()
                .part(List.of("a"), "r")
                .part(List.of("r", "table"))
                .between("r", 4)
                .copartitioned("r", "table");

        assertThatThrownBy(() -> missing(plans, Map.of("a", 1, "table", 3)))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("4 and 3 partitions");
    }

    @Test
    void areNotMadeWhenTheyAreThere() {
        Plans plans = new Plans().part(List.of("a"), "r").part(List.of("r")).between("r");

        assertThat(missing(plans, Map.of("a", 3, "r", 3))).isEmpty();
    }

    @Test
    void refuseOneThatIsThereWithAnotherNumber() {
        Plans plans = new Plans().part(List.of("a"), "r").part(List.of("r")).between("r");

        assertThatThrownBy(() -> missing(plans, Map.of("a", 3, "r", 2)))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("internal topic r has 2 partitions (expected: 3")
                .hasMessageContaining("application.id");
    }

    @Test
    void sayWhenNothingTellsTheNumber() {
        Plans plans = new Plans().part(List.of("a"), "r").part(List.of("r")).between("r");

        assertThatThrownBy(() -> missing(plans, Map.of()))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("topic r needs")
                .hasMessageContaining("create them first");
    }

    @Test
    void areMadeWithTheirSettings() {
        Plans plans = new Plans().part(List.of("a"), "r").part(List.of("r")).between("r");

        assertThat(RepartitionTopics.missing(plans.plan(), Map.of("a", 1)))
                .containsExactly(new TopicSpec("r", 1, Map.of("cleanup.policy", "delete")));
    }

    @Test
    void topicsThatFeedEachOtherFollowWhatTheyAreJoinedWith() {
        Plans plans = new Plans()
                .part(List.of("left", "answers"), "subscriptions")
                .part(List.of("right", "subscriptions"), "answers")
                .between("subscriptions")
                .between("answers")
                .copartitioned("left", "answers")
                .copartitioned("right", "subscriptions");

        assertThat(missing(plans, Map.of("left", 3, "right", 2))).containsExactly("subscriptions 2", "answers 3");
    }
}
