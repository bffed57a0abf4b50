package io.millrace.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks that the public and protected members of a class of the API, and its supertypes, name types of the API, of the
 * JDK or of other libraries, but no type of the engine; type arguments and bounds count too.
 */
final class ShowsOnlyApiTypes extends ArchCondition<JavaClass> {
    private static final DescribedPredicate<JavaClass> HIDDEN = Packages.ours().and(not(Packages.api()));

    ShowsOnlyApiTypes() {
        super("show only types of the API in signatures");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        Stream<? extends JavaType> supertypes =
                Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        supertypes.forEach(supertype -> report(type, type.getFullName(), supertype.getAllInvolvedRawTypes(), events));
        type.getMembers().stream()
                .filter(ShowsOnlyApiTypes::isVisible)
                .forEach(member -> shownBy(member)
                        .forEach(shown -> report(type, member.getFullName(), shown.getAllInvolvedRawTypes(), events)));
    }

    private static boolean isVisible(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaType> shownBy(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.of(
                        Stream.of(unit.getReturnType()),
                        unit.getParameterTypes().stream(),
                        unit.getTypeParameters().stream(),
                        unit.getExceptionTypes().stream())
                .flatMap(types -> types);
    }

    private static void report(JavaClass type, String where, Collection<JavaClass> shown, ConditionEvents events) {
        shown.stream()
                .filter(HIDDEN)
                .map(hidden -> where + " shows " + hidden.getFullName() + " (expected: no type outside of "
                        + Packages.API + ")")
                .forEach(message -> events.add(SimpleConditionEvent.violated(type, message)));
    }
}
