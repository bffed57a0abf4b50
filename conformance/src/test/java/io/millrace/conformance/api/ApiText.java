package io.millrace.conformance.api;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes down what a class promises to those who compile against it, one line per member: modifiers, generics, declared
 * checked exceptions, the value of a constant, deprecation. A line is the same for both libraries when the promise is:
 * packages are cut off (the original's and ours), and type variables are numbered instead of named.
 */
final class ApiText {

    private final String packageName;

    /** For a library whose classes are below a package. */
    ApiText(String packageName) {
        this.packageName = packageName;
    }

    /** What the class itself is: its kind, type variables and supertypes. */
    String header(Class<?> type) {
        int implied = Modifier.STATIC | (type.isInterface() ? Modifier.ABSTRACT : 0);
        StringBuilder text = new StringBuilder(flags(type, type.getModifiers() & ~implied));
        text.append(kind(type)).append(' ').append(name(type)).append(variables(type.getTypeParameters()));
        Set<String> supertypes = new TreeSet<>();
        for (Type supertype : supertypes(type)) {
            if (!isHidden(supertype) && supertype != Object.class) {
                supertypes.add(text(supertype));
            }
        }
        return text.append(supertypes.isEmpty() ? "" : " : " + String.join(", ", supertypes))
                .toString();
    }

    private static List<Type> supertypes(Class<?> type) {
        List<Type> all = new ArrayList<>(Arrays.asList(type.getGenericInterfaces()));
        if (type.getGenericSuperclass() != null) {
            all.add(type.getGenericSuperclass());
        }
        return all;
    }

    private static boolean isHidden(Type type) {
        if (type instanceof ParameterizedType generic) {
            return isHidden(generic.getRawType());
        }
        return type instanceof Class<?> plain
                && (plain.getName().contains(".internals.") || !Jar.isVisible(plain.getModifiers()));
    }

    private static String kind(Class<?> type) {
        return type.isAnnotation() ? "annotation" : type.isInterface() ? "interface" : type.isEnum() ? "enum" : "class";
    }

    /** The members that the class declares. */
    Set<String> declared(Class<?> type) {
        Set<String> lines = new TreeSet<>();
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(type, field)) {
                lines.add(field(type, field));
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isVisible(type, constructor)) {
                lines.add(executable(type, constructor, "new"));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (isVisible(type, method) && !method.isBridge()) {
                lines.add(executable(type, method, method.getName()));
            }
        }
        return lines;
    }

    /** The members that the class has, its own and inherited ones, as if it had declared them. */
    Set<String> available(Class<?> type) {
        Set<String> lines = declared(type);
        for (Class<?> above : ancestors(type)) {
            for (Method method : above.getDeclaredMethods()) {
                if (isVisible(above, method) && !method.isBridge()) {
                    lines.add(executable(type, method, method.getName()));
                }
            }
        }
        return lines;
    }

    private static Collection<Class<?>> ancestors(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                .forEach(above -> {
                    found.add(above);
                    found.addAll(ancestors(above));
                });
        return found;
    }

    /** A protected member of a class that nobody can extend is nobody's business. */
    private static boolean isVisible(Class<?> type, Member member) {
        boolean closed = Modifier.isFinal(type.getModifiers()) && !Modifier.isStatic(member.getModifiers());
        boolean open = closed ? Modifier.isPublic(member.getModifiers()) : Jar.isVisible(member.getModifiers());
        return open && !member.isSynthetic();
    }

    private String field(Class<?> type, Field field) {
        String text = flags(field, field.getModifiers()) + name(type) + '.' + field.getName() + ": "
                + text(field.getGenericType());
        return isConstant(field) ? text + " = " + value(field) : text;
    }

    /** Whether its value is part of the promise; the explanation of a setting is not. */
    private static boolean isConstant(Field field) {
        boolean simple = field.getType().isPrimitive() || field.getType() == String.class;
        boolean text = field.getName().endsWith("_DOC");
        return simple && !text && Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers());
    }

    private String value(Field field) {
        try {
            field.setAccessible(true);
            return cut(String.valueOf(field.get(null)));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private String executable(Class<?> type, Executable member, String name) {
        int modifiers = member.getModifiers() & ~(Modifier.SYNCHRONIZED | Modifier.TRANSIENT | Modifier.VOLATILE);
        if (Modifier.isFinal(type.getModifiers())) {
            modifiers &= ~Modifier.FINAL;
        }
        String parameters =
                Arrays.stream(member.getGenericParameterTypes()).map(this::text).collect(Collectors.joining(", "));
        String thrown = Arrays.stream(member.getExceptionTypes())
                .filter(ApiText::isChecked)
                .map(this::text)
                .sorted()
                .collect(Collectors.joining(", "));
        String result = member instanceof Method method ? ": " + text(method.getGenericReturnType()) : "";
        return flags(member, modifiers)
                + name(type)
                + '.'
                + name
                + variables(member.getTypeParameters())
                + '('
                + (member.isVarArgs() ? parameters.replaceFirst("\\[]$", "...") : parameters)
                + ')'
                + result
                + (thrown.isEmpty() ? "" : " throws " + thrown);
    }

    /** Unchecked exceptions in a throws clause are documentation. */
    private static boolean isChecked(Class<?> exception) {
        return !RuntimeException.class.isAssignableFrom(exception) && !Error.class.isAssignableFrom(exception);
    }

    private String variables(TypeVariable<?>[] variables) {
        if (variables.length == 0) {
            return "";
        }
        return Arrays.stream(variables)
                .map(variable -> Arrays.stream(variable.getBounds())
                        .filter(bound -> bound != Object.class)
                        .map(this::text)
                        .collect(Collectors.joining(" & ", text(variable) + " : ", ""))
                        .replaceFirst(" : $", ""))
                .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String flags(AnnotatedElement element, int modifiers) {
        String flags = Modifier.toString(modifiers & ~(Modifier.INTERFACE | Modifier.PUBLIC));
        String deprecated = element.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "";
        return deprecated + (flags.isEmpty() ? "" : flags + ' ');
    }

    private String text(Type type) {
        if (type instanceof Class<?> plain) {
            return plain.isArray() ? text(plain.getComponentType()) + "[]" : name(plain);
        } else if (type instanceof TypeVariable<?> variable) {
            int place = Arrays.asList(variable.getGenericDeclaration().getTypeParameters())
                    .indexOf(variable);
            boolean ofClass = variable.getGenericDeclaration() instanceof Class<?>;
            return (ofClass ? "T" : "M") + (place + 1);
        } else if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments())
                    .map(this::text)
                    .collect(Collectors.joining(", ", text(generic.getRawType()) + '<', ">"));
        } else if (type instanceof GenericArrayType array) {
            return text(array.getGenericComponentType()) + "[]";
        }
        WildcardType wildcard = (WildcardType) type;
        if (wildcard.getLowerBounds().length > 0) {
            return "? super " + text(wildcard.getLowerBounds()[0]);
        }
        Type bound = wildcard.getUpperBounds()[0];
        return bound == Object.class ? "?" : "? extends " + text(bound);
    }

    private String name(Class<?> type) {
        return cut(type.getName());
    }

    private String cut(String text) {
        return text.replace(packageName + ".MillraceStreams", "KafkaStreams")
                .replace(packageName + '.', "")
                .replace("java.lang.", "")
                .replace("java.util.function.", "")
                .replace("java.util.", "")
                .replace("java.time.", "")
                .replace("org.apache.kafka.common.", "kafka.");
    }
}
