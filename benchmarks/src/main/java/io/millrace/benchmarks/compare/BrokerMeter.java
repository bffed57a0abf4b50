package io.millrace.benchmarks.compare;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;

/** CPU time and changelogs of the broker, which is one node. */
final class BrokerMeter {
    private final String servers;
    private final long processId;
    private final long startNs;

    BrokerMeter(String servers, long processId) {
        this.servers = servers;
        this.processId = processId;
        this.startNs = CpuMeter.cpuNs(processId);
    }

    /** CPU time since this meter was made. */
    long usedNs() {
        return CpuMeter.cpuNs(processId) - startNs;
    }

    /** What the changelogs take on the disk whose names begin so; all that was ever written if none was compacted. */
    long changelogBytes(String prefix) {
        try (Admin admin = Admin.create(KafkaSide.clients(servers))) {
            List<Integer> nodes =
                    admin.describeCluster().nodes().get().stream().map(Node::id).toList();
            return admin.describeLogDirs(nodes).allDescriptions().get().values().stream()
                    .flatMap(folders -> folders.values().stream())
                    .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().startsWith(prefix))
                    .filter(replica -> replica.getKey().topic().endsWith(ClientLoop.CHANGELOG))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the changelogs were measured", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker does not say how large its topics are", e);
        }
    }
}
