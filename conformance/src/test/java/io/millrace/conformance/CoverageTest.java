package io.millrace.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.program.cases.StatelessCases;
import io.millrace.streams.StreamsBuilder;
import io.millrace.streams.kstream.BranchedKStream;
import io.millrace.streams.kstream.CogroupedKStream;
import io.millrace.streams.kstream.GlobalKTable;
import io.millrace.streams.kstream.KGroupedStream;
import io.millrace.streams.kstream.KGroupedTable;
import io.millrace.streams.kstream.KStream;
import io.millrace.streams.kstream.KTable;
import io.millrace.streams.kstream.SessionWindowedCogroupedKStream;
import io.millrace.streams.kstream.SessionWindowedKStream;
import io.millrace.streams.kstream.TimeWindowedCogroupedKStream;
import io.millrace.streams.kstream.TimeWindowedKStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Each overload of each operator is called by a case that was written by hand: read from the cases' bytecode. */
class CoverageTest {

    private static final List<Class<?>> OPERATORS = List.of(
            StreamsBuilder.class,
            KStream.class,
            BranchedKStream.class,
            KTable.class,
            GlobalKTable.class,
            KGroupedStream.class,
            KGroupedTable.class,
            TimeWindowedKStream.class,
            SessionWindowedKStream.class,
            CogroupedKStream.class,
            TimeWindowedCogroupedKStream.class,
            SessionWindowedCogroupedKStream.class);

    @Test
    void everyOverloadOfEveryOperatorIsCalledByACase() throws Exception {
        Set<String> uncalled = new TreeSet<>();
        for (Class<?> type : OPERATORS) {
            for (Method method : type.getDeclaredMethods()) {
                boolean operator = Modifier.isPublic(method.getModifiers())
                        && !Modifier.isStatic(method.getModifiers())
                        && !method.isSynthetic()
                        && !method.getName().equals("print"); // writes to the console or a file, not to a topic
                if (operator) {
                    uncalled.add(text(Type.getInternalName(type), method.getName(), Type.getMethodDescriptor(method)));
                }
            }
        }
        assertThat(uncalled).as("operators by reflection").hasSizeGreaterThan(200);

        uncalled.removeAll(calls());

        assertThat(uncalled).as("overloads that no case calls").isEmpty();
    }

    private static Set<String> calls() throws Exception {
        Class<?> one = StatelessCases.class;
        Path root =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        Set<String> calls = new TreeSet<>();
        try (Stream<Path> files = Files.list(root.resolve(one.getPackageName().replace('.', '/')))) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(file -> collect(file, calls));
        }
        return calls;
    }

    private static void collect(Path file, Set<String> calls) {
        try (InputStream bytes = Files.newInputStream(file)) {
            new ClassReader(bytes).accept(new Collector(calls), ClassReader.SKIP_DEBUG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String owner, String name, String descriptor) {
        StringBuilder text = new StringBuilder(owner.substring(owner.lastIndexOf('/') + 1))
                .append('.')
                .append(name)
                .append('(');
        for (Type type : Type.getArgumentTypes(descriptor)) {
            text.append(type.getClassName().replaceFirst(".*\\.", "")).append(' ');
        }
        return text.toString().strip() + ')';
    }

    /** Collects the methods that a class calls, or makes functions of. */
    private static final class Collector extends ClassVisitor {
        private final Set<String> calls;

        Collector(Set<String> calls) {
            super(Opcodes.ASM9);
            this.calls = calls;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String types, boolean onType) {
                    calls.add(text(owner, called, types));
                }

                @Override
                public void visitInvokeDynamicInsn(String called, String types, Handle maker, Object... arguments) {
                    for (Object argument : arguments) {
                        if (argument instanceof Handle handle) {
                            calls.add(text(handle.getOwner(), handle.getName(), handle.getDesc()));
                        }
                    }
                }
            };
        }
    }
}
