// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares compiled classes with the import table. Every method returns its complaints; none means all is well. */
final class HouseRules {
    private static final Set<String> MUTABLE_TYPES = Set.of(
            "java.util.concurrent.ConcurrentMap", "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.atomic.AtomicInteger", "java.util.concurrent.atomic.AtomicLong",
            "java.util.concurrent.atomic.AtomicBoolean", "java.util.concurrent.atomic.AtomicReference",
            "java.util.concurrent.atomic.LongAdder", "java.util.HashMap", "java.util.TreeMap", "java.util.ArrayList",
            "java.util.HashSet", "java.util.ArrayDeque", "java.lang.ThreadLocal");

    private final JavaClasses classes;
    private final ImportTable table;

    HouseRules(JavaClasses classes, ImportTable table) {
        this.classes = classes;
        this.table = table;
    }

    /** Rooms that contain classes, so that a test can see that it looked at something. */
    Set<String> inhabitedRooms() {
        Set<String> rooms = new TreeSet<>();
        insiders().forEach(insider -> rooms.add(table.roomOf(insider.getPackageName())));
        return rooms;
    }

    List<String> unknownRooms() {
        Set<String> unknown = inhabitedRooms();
        unknown.removeAll(table.rooms());
        return unknown.stream().map(room -> "package is not in the table: " + room).toList();
    }

    List<String> forbiddenImports() {
        Set<String> complaints = new TreeSet<>();
        for (JavaClass insider : insiders()) {
            String room = table.roomOf(insider.getPackageName());
            for (Dependency dependency : insider.getDirectDependenciesFromSelf()) {
                String target = packageOf(dependency);
                if (!isAllowed(room, target)) {
                    complaints.add(room + " may not import " + target + ": " + dependency.getDescription());
                }
            }
        }
        return List.copyOf(complaints);
    }

    private boolean isAllowed(String room, String target) {
        if (!table.isBelowRoot(target)) {
            return table.mayImportLibrary(room, target);
        }
        String targetRoom = table.roomOf(target);
        return room.equals(targetRoom) || table.importsOf(room).contains(targetRoom);
    }

    /** Packages of the compiled code that reach themselves again. */
    List<String> packageCycles() {
        Map<String, Set<String>> graph = new TreeMap<>();
        for (JavaClass insider : insiders()) {
            Set<String> targets = graph.computeIfAbsent(insider.getPackageName(), name -> new TreeSet<>());
            insider.getDirectDependenciesFromSelf().stream().map(HouseRules::packageOf)
                    .filter(table::isBelowRoot)
                    .filter(target -> !target.equals(insider.getPackageName()))
                    .forEach(targets::add);
        }
        return Cycles.in(graph);
    }

    /** Calls that only the holders of a privilege may make. */
    List<String> forbiddenCalls() {
        Set<String> complaints = new TreeSet<>();
        for (JavaClass insider : insiders()) {
            String room = table.roomOf(insider.getPackageName());
            insider.getCodeUnitAccessesFromSelf().forEach(access -> Privilege.neededFor(access.getTarget())
                    .filter(privilege -> !table.holdsPrivilege(room, privilege.label()))
                    .ifPresent(privilege -> complaints.add(
                            room + " lacks the privilege '" + privilege.label() + "': " + access.getDescription())));
        }
        return List.copyOf(complaints);
    }

    List<String> staticState() {
        List<String> complaints = new ArrayList<>();
        for (JavaClass insider : insiders()) {
            String room = table.roomOf(insider.getPackageName());
            for (JavaField field : insider.getFields()) {
                if (isStaticState(room, field)) {
                    complaints.add("static mutable state: " + field.getFullName());
                }
            }
        }
        return complaints;
    }

    private boolean isStaticState(String room, JavaField field) {
        Set<JavaModifier> modifiers = field.getModifiers();
        if (!modifiers.contains(JavaModifier.STATIC) || modifiers.contains(JavaModifier.SYNTHETIC)) {
            return false;
        }
        if (!modifiers.contains(JavaModifier.FINAL)) {
            return true;
        }
        return MUTABLE_TYPES.contains(field.getRawType().getName()) && !table.holdsPrivilege(room, "static-state");
    }

    private List<JavaClass> insiders() {
        return classes.stream().filter(type -> table.isBelowRoot(type.getPackageName()))
                .filter(type -> !table.isOutside(type.getPackageName())).toList();
    }

    /** The package on the other side; an array counts as its elements, a primitive type as {@code java.lang}. */
    private static String packageOf(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType().getPackageName();
    }
}
