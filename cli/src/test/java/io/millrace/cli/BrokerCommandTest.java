package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code millrace broker} as a process. */
class BrokerCommandTest {

    private static final int TERMINATED = 143;

    @TempDir
    private Path folder;

    @Test
    @Tag("broker")
    void keepsItsTopicsUntilTheNextStart() throws Exception {
        Process first = broker("--folder", folder.toString(), "--port", "0");
        try (Admin admin = admin(first)) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        } finally {
            // As Ctrl-C does it, but SIGTERM: Java can send no other signal.
            first.destroy();
        }
        assertThat(first.waitFor()).isEqualTo(TERMINATED);

        Process second = broker("--folder", folder.toString(), "--port", "0");
        try (Admin admin = admin(second)) {
            assertThat(admin.listTopics().names().get(60, TimeUnit.SECONDS)).contains("kept");
        } finally {
            second.destroy();
        }
        assertThat(second.waitFor()).isEqualTo(TERMINATED);
    }

    @Test
    void aPortThatIsNoneIsRefusedInOneSentence() throws Exception {
        Process process = broker("--folder", folder.toString(), "--port", "70000");
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(Millrace.FAILED);
        assertThat(said).contains("--port: 70000 (expected: 1 to 65535, or 0 for any)");
    }

    @Test
    void aNumberOfNodesThatIsNoneIsRefusedInOneSentence() throws Exception {
        Process process = broker("--folder", folder.toString(), "--nodes", "0");
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(Millrace.FAILED);
        assertThat(said).contains("--nodes: 0 (expected: 1 to 5)");
    }

    private static Admin admin(Process broker) throws Exception {
        BufferedReader output = broker.inputReader(StandardCharsets.UTF_8);
        List<String> said = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("bootstrap.servers=")) {
                return Admin.create(Map.of("bootstrap.servers", line.substring(line.indexOf('=') + 1)));
            }
            said.add(line);
        }
        throw new AssertionError("the broker has not said where it is: " + said);
    }

    private static Process broker(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-D" + BrokerCommand.CLASS_PATH_FILE + "=" + System.getProperty(BrokerCommand.CLASS_PATH_FILE),
                Millrace.class.getName(),
                "broker"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
