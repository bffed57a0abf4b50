package io.millrace.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

/**
 * The words that the architecture rules are written in: what counts as ours, as public API, as one slice.
 *
 * <p>The public API has the packages and the names of Kafka Streams, which refer to each other in circles. So the whole
 * of {@code io.millrace.streams..} counts as one slice, and each other package is a slice of its own.
 */
final class Packages {
    static final String ROOT = "io.millrace";
    static final String API = "io.millrace.streams";

    /** Kafka's types that only carry data and may be seen anywhere, although they live beside the clients. */
    private static final Set<String> KAFKA_DATA = Set.of(
            "org.apache.kafka.clients.consumer.ConsumerGroupMetadata",
            "org.apache.kafka.clients.consumer.ConsumerRecord",
            "org.apache.kafka.clients.consumer.ConsumerRecords",
            "org.apache.kafka.clients.consumer.OffsetAndMetadata",
            "org.apache.kafka.clients.consumer.OffsetAndTimestamp",
            "org.apache.kafka.clients.producer.ProducerRecord",
            "org.apache.kafka.clients.producer.RecordMetadata");

    private Packages() {}

    static JavaClasses production() {
        return new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages(ROOT);
    }

    static DescribedPredicate<JavaClass> ours() {
        return DescribedPredicate.describe("a class of Millrace", type -> isWithin(type, ROOT));
    }

    static DescribedPredicate<JavaClass> api() {
        return DescribedPredicate.describe("the public API", type -> isWithin(type, API));
    }

    static DescribedPredicate<JavaClass> kafkaClient() {
        return DescribedPredicate.describe("a Kafka client (consumer, producer, admin)", Packages::isKafkaClient);
    }

    static SliceAssignment slices() {
        return new SliceAssignment() {
            @Override
            public String getDescription() {
                return "packages (the public API as one)";
            }

            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                if (!isWithin(type, ROOT)) {
                    return SliceIdentifier.ignore();
                }
                return SliceIdentifier.of(isWithin(type, API) ? API + ".." : type.getPackageName());
            }
        };
    }

    private static boolean isKafkaClient(JavaClass type) {
        boolean beside = isWithin(type, "org.apache.kafka.clients.consumer")
                || isWithin(type, "org.apache.kafka.clients.producer")
                || isWithin(type, "org.apache.kafka.clients.admin");
        return beside && !KAFKA_DATA.contains(type.getFullName()) && !type.isAssignableTo(Throwable.class);
    }

    private static boolean isWithin(JavaClass type, String root) {
        String name = type.getPackageName();
        return name.equals(root) || name.startsWith(root + ".");
    }
}
