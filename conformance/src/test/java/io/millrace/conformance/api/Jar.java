package io.millrace.conformance.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the classes that users of a library can name: public or protected, outside of {@code internals} packages. */
final class Jar {

    private final Path root;

    /** The jar, or folder of classes, that a class is in. */
    Jar(Class<?> inside) {
        URL place = inside.getProtectionDomain().getCodeSource().getLocation();
        try {
            this.root = Path.of(place.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(place + " is not a path", e);
        }
    }

    /** The classes of a package and of those below it, by name in that package. */
    Map<String, Class<?>> visibleClasses(String packageName) {
        if (Files.isDirectory(root)) {
            return visibleClasses(root, packageName);
        }
        try (FileSystem jar = FileSystems.newFileSystem(root)) {
            return visibleClasses(jar.getPath("/"), packageName);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Class<?>> visibleClasses(Path top, String packageName) {
        Path folder = top.resolve(packageName.replace('.', '/'));
        Map<String, Class<?>> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> names = files.map(file -> folder.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace('\\', '.')
                            .replace('/', '.'))
                    .filter(name -> !name.contains("internals."))
                    .toList();
            for (String name : names) {
                Class<?> type = Class.forName(packageName + '.' + name, false, Jar.class.getClassLoader());
                if (isVisible(type)) {
                    found.put(name, type);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private static boolean isVisible(Class<?> type) {
        if (type.isAnonymousClass() || type.isLocalClass() || type.isSynthetic()) {
            return false;
        }
        return isVisible(type.getModifiers())
                && (type.getDeclaringClass() == null || isVisible(Objects.requireNonNull(type.getDeclaringClass())));
    }

    static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
