// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.table;

import io.ternmq.tck.conformance.Section;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Finds the test methods in compiled classes the way JUnit does: of every kind, inherited, and in nested classes. A
 * disabled test shows nothing and is left out. The sections of a method are its own; else those of the class that runs
 * it, or the nearest of its superclasses; else those of the class around that.
 */
final class TestScan {
    private static final String FIXTURES = ".fixture.";

    private final List<ShownTest> found = new ArrayList<>();

    private TestScan() {}

    /** The tests below a package, without those in rooms named fixture; in the order of their names. */
    static List<ShownTest> below(String packageName) {
        return of(ReflectionSupport.findAllClassesInPackage(
                packageName, type -> true, name -> name.indexOf(FIXTURES, packageName.length()) < 0));
    }

    /** The tests of given classes; those that JUnit does not run by themselves are passed over. */
    static List<ShownTest> of(List<Class<?>> classes) {
        TestScan scan = new TestScan();
        classes.stream().filter(TestScan::standsAlone).forEach(type -> scan.collect(type, type, "", List.of()));
        scan.found.sort(Comparator.comparing(ShownTest::toString));
        return List.copyOf(scan.found);
    }

    private static boolean standsAlone(Class<?> type) {
        boolean inner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
        return !inner && !type.isLocalClass() && !type.isAnonymousClass() && !Modifier.isAbstract(type.getModifiers());
    }

    private void collect(Class<?> outermost, Class<?> type, String path, List<String> around) {
        if (isDisabled(type)) {
            return;
        }
        List<String> sections = sectionsOf(type, around);
        for (Method method : ReflectionSupport.findMethods(type, TestScan::isTest, HierarchyTraversalMode.TOP_DOWN)) {
            Section own = method.getAnnotation(Section.class);
            found.add(new ShownTest(
                    outermost.getPackageName(),
                    outermost.getSimpleName(),
                    path + method.getName(),
                    own == null ? sections : List.of(own.value())));
        }
        for (Class<?> inner : ReflectionSupport.findNestedClasses(type, TestScan::isNested)) {
            collect(outermost, inner, path + inner.getSimpleName() + '.', sections);
        }
    }

    private static List<String> sectionsOf(Class<?> type, List<String> around) {
        for (@Nullable Class<?> level = type; level != null; level = level.getSuperclass()) {
            Section section = level.getAnnotation(Section.class);
            if (section != null) {
                return List.of(section.value());
            }
        }
        return around;
    }

    private static boolean isTest(Method method) {
        int modifiers = method.getModifiers();
        return AnnotationSupport.isAnnotated(method, Testable.class)
                && !Modifier.isPrivate(modifiers)
                && !Modifier.isStatic(modifiers)
                && !AnnotationSupport.isAnnotated(method, Disabled.class);
    }

    private static boolean isNested(Class<?> type) {
        return AnnotationSupport.isAnnotated(type, Nested.class) && !Modifier.isAbstract(type.getModifiers());
    }

    private static boolean isDisabled(Class<?> type) {
        return AnnotationSupport.isAnnotated(type, Disabled.class);
    }
}
