package io.millrace.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every public type of the API, every public or protected member, and every package has Javadoc: read from the sources.
 */
class JavadocTest {

    private static final List<Path> API = List.of(
            Path.of("../streams/src/main/java/io/millrace/streams"),
            Path.of("../streams/src/main/java/io/millrace/query"),
            Path.of("../testing/src/main/java/io/millrace/streams"));

    @Test
    void isOnEverythingThatUsersSee() throws IOException {
        List<String> without = new ArrayList<>();
        int seen = 0;
        for (Path folder : API) {
            seen += check(folder, without);
        }

        assertThat(without).as("without Javadoc").isEmpty();
        assertThat(seen).as("documented members").isGreaterThan(1500);
    }

    private static int check(Path folder, List<String> without) throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(folder)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/streams/spi/")) // the engine's side
                    .toList();
        }
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK, not a JRE");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            Members members = new Members(DocTrees.instance(task), without);
            for (CompilationUnitTree source : task.parse()) {
                members.scan(source, null);
            }
            return members.documented;
        }
    }

    /** Walks over the types and members of a source file; what is inside of a method is nobody's business. */
    private static final class Members extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees docs;
        private final List<String> without;
        private int documented;

        Members(DocTrees docs, List<String> without) {
            this.docs = docs;
            this.without = without;
        }

        @Override
        public @Nullable Void visitPackage(PackageTree named, @Nullable Void none) {
            if (getCurrentPath().getCompilationUnit().getSourceFile().getName().endsWith("package-info.java")) {
                check(getCurrentPath(), named.getPackageName() + " (package)");
            }
            return null;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            if (isVisible(type.getModifiers())) {
                check(getCurrentPath(), place(type.getSimpleName().toString()));
                super.visitClass(type, null);
            }
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            boolean inherits = method.getModifiers().getAnnotations().stream()
                    .anyMatch(it -> it.getAnnotationType().toString().equals("Override"));
            boolean ofRecord = method.getName().contentEquals("<init>")
                    && getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
            if (isVisible(method.getModifiers()) && !inherits && !ofRecord) {
                check(getCurrentPath(), place(method.getName() + "(" + method.getParameters() + ")"));
            }
            return null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree field, @Nullable Void none) {
            if (isVisible(field.getModifiers())) {
                check(getCurrentPath(), place(field.getName().toString()));
            }
            return null;
        }

        /** Members of interfaces are public without saying so. */
        private boolean isVisible(ModifiersTree modifiers) {
            TreePath around = getCurrentPath().getParentPath();
            boolean inInterface = around != null && around.getLeaf().getKind() == Tree.Kind.INTERFACE;
            return (inInterface && !modifiers.getFlags().contains(Modifier.PRIVATE))
                    || modifiers.getFlags().contains(Modifier.PUBLIC)
                    || modifiers.getFlags().contains(Modifier.PROTECTED);
        }

        private String place(String member) {
            return getCurrentPath()
                            .getCompilationUnit()
                            .getSourceFile()
                            .getName()
                            .replaceFirst(".*/java/", "") + " " + member;
        }

        private void check(TreePath path, String place) {
            if (docs.getDocCommentTree(path) == null) {
                without.add(place);
            } else {
                documented++;
            }
        }
    }
}
