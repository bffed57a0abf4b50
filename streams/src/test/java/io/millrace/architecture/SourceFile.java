package io.millrace.architecture;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * One Java source, parsed by the compiler of the running JDK (only parsed, so no classpath is needed), and a walk over
 * its types and methods that tells their sizes.
 */
final class SourceFile {
    /** The kind of thing that a size was measured on. */
    enum Kind {
        METHOD_LINES,
        CONSTRUCTOR_PARAMETERS,
        RECORD_COMPONENTS
    }

    /** The size of one method, constructor or record; {@code name} is like {@code Outer.Inner.method}. */
    record Size(Kind kind, String name, int value) {}

    private static final int NO_RECORD = -1;
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    /** Shared, because to open the JDK anew for each file costs more than to parse it. */
    private static final JavaFileManager FILES = COMPILER.getStandardFileManager(problem -> {}, null, null);

    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    SourceFile(String path, String text) {
        JavacTask task = (JavacTask) COMPILER.getTask(
                null, FILES, problem -> {}, List.of("-proc:none"), null, List.of(inMemory(path, text)));
        try {
            unit = task.parse().iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be parsed", e);
        }
        positions = Trees.instance(task).getSourcePositions();
    }

    /** Whether the file's only job is to declare a contract: an interface or an annotation. */
    boolean isInterface() {
        return unit.getTypeDecls().stream()
                .allMatch(type -> type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE);
    }

    void forEachSize(Consumer<Size> seen) {
        new Sizes(seen).scan(unit, null);
    }

    private int lines(Tree tree) {
        long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
        long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
        return (int) (last - first + 1);
    }

    private static JavaFileObject inMemory(String path, String text) {
        return new SimpleJavaFileObject(URI.create("source:///" + path), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    /** Walks the tree and keeps the names of the types it is in. */
    private final class Sizes extends TreeScanner<Void, Void> {
        private final Consumer<Size> seen;
        private final Deque<String> types = new ArrayDeque<>();
        private final Deque<Integer> components = new ArrayDeque<>();

        Sizes(Consumer<Size> seen) {
            this.seen = seen;
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            types.addLast(
                    type.getSimpleName().isEmpty()
                            ? "anonymous"
                            : type.getSimpleName().toString());
            components.addLast(type.getKind() == Tree.Kind.RECORD ? components(type) : NO_RECORD);
            report(Kind.RECORD_COMPONENTS, String.join(".", types), components.getLast());
            super.visitClass(type, null);
            components.removeLast();
            types.removeLast();
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            String name = String.join(".", types) + "." + method.getName();
            report(Kind.METHOD_LINES, name, lines(method));
            if (method.getReturnType() == null && !isCanonical(method)) {
                report(Kind.CONSTRUCTOR_PARAMETERS, name, method.getParameters().size());
            }
            return super.visitMethod(method, null);
        }

        @Override
        public Void visitBlock(BlockTree block, Void none) {
            if (block.isStatic()) {
                report(Kind.METHOD_LINES, String.join(".", types) + ".static", lines(block));
            }
            return super.visitBlock(block, null);
        }

        // The canonical constructor of a record has the components as parameters, and those are counted already.
        private boolean isCanonical(MethodTree constructor) {
            return constructor.getParameters().size() == components.getLast();
        }

        // A record may declare no other instance field than its components, so those are the fields that are not
        // static.
        private int components(ClassTree type) {
            return (int) type.getMembers().stream()
                    .filter(member -> member instanceof VariableTree field
                            && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                    .count();
        }

        private void report(Kind kind, String name, int value) {
            seen.accept(new Size(kind, name, value));
        }
    }
}
