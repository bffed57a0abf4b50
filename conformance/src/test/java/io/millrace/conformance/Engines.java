package io.millrace.conformance;

import io.millrace.conformance.program.BrokerSide;
import io.millrace.conformance.program.DriverEngine;
import io.millrace.conformance.program.MeasuredTopology;
import io.millrace.conformance.program.UntypedStores;
import io.millrace.conformance.takeover.Side;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.MetricName;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** Makes the two engines: ours as it was compiled, the original's by renaming the classes that a program names. */
public final class Engines {

    private static final String TWINS = DriverEngine.class.getPackageName() + '.';

    private Engines() {}

    static Engine millrace() {
        return new DriverEngine();
    }

    static Engine original() {
        return (Engine) twinOf(DriverEngine.class);
    }

    /** An application of Millrace, not yet started. */
    public static Side millraceSide() {
        return new BrokerSide();
    }

    /** An application of Kafka Streams, not yet started. */
    public static Side originalSide() {
        return (Side) twinOf(BrokerSide.class);
    }

    /** From a recording level to what Millrace shows of a topology that has everything. */
    public static Function<String, Map<MetricName, Object>> millraceMetrics() {
        return new MeasuredTopology();
    }

    /**
     * The original's answers first, ours second: what each driver says to those who ask for a store without saying of
     * which kind.
     */
    @SuppressWarnings("unchecked") // the twin has the same interface
    public static List<Map<String, String>> untypedStores() {
        return List.of(((Supplier<Map<String, String>>) twinOf(UntypedStores.class)).get(), new UntypedStores().get());
    }

    /** The same of Kafka Streams. */
    @SuppressWarnings("unchecked") // the twin has the same interface
    public static Function<String, Map<MetricName, Object>> originalMetrics() {
        return (Function<String, Map<MetricName, Object>>) twinOf(MeasuredTopology.class);
    }

    private static Object twinOf(Class<?> type) {
        try {
            return new TwinLoader()
                    .loadClass(type.getName())
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Loads the classes of {@link #TWINS} anew, with the original's names in place of ours; everything else as it is.
     */
    private static final class TwinLoader extends ClassLoader {

        TwinLoader() {
            super(Engines.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(TWINS)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                ClassWriter renamed = new ClassWriter(0);
                new ClassReader(file).accept(new ClassRemapper(renamed, new ToTheOriginal()), 0);
                byte[] bytes = renamed.toByteArray();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class ToTheOriginal extends Remapper {

        private static final String OURS = "io/millrace/streams/";
        private static final String THEIRS = "org/apache/kafka/streams/";

        ToTheOriginal() {
            super(Opcodes.ASM9);
        }

        @Override
        public String map(String name) {
            if (!name.startsWith(OURS)) {
                return name;
            }
            return THEIRS + name.substring(OURS.length()).replaceFirst("^MillraceStreams", "KafkaStreams");
        }
    }
}
