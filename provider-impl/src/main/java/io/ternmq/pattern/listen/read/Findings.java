// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.listen.Declaration;
import io.ternmq.api.listen.Fault;
import io.ternmq.pattern.listen.Declared;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was read so far. One thread. */
final class Findings implements Ledger {

    private final List<Declared> declared = new ArrayList<>();
    private final List<Declaration> declarations = new ArrayList<>();
    private final Map<Fault, Boolean> faults = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();

    /** Told once, however often it is found. */
    @Override
    public void fault(Fault fault) {
        faults.put(fault, true);
    }

    @Override
    public void doubt(Fault fault) {
        faults.putIfAbsent(fault, false);
    }

    /** Something that can be put to work, and what people are told of it, if anything. */
    void add(Declared item, @Nullable Declaration declaration) {
        declared.add(item);
        if (declaration != null) {
            declarations.add(declaration);
        }
    }

    void add(Declaration declaration) {
        declarations.add(declaration);
    }

    /** A name that nothing else has: this one, or this one with a number. */
    String unique(String name) {
        String free = name;
        for (int i = 2; !names.add(free); i++) {
            free = name + " #" + i;
        }
        return free;
    }

    /** A class and its method, short enough to read. */
    static String nameOf(Class<?> type, String method) {
        String full = type.getName();
        return full.substring(full.lastIndexOf('.') + 1).replace('$', '.') + '.' + method;
    }

    List<Declared> declared() {
        return List.copyOf(declared);
    }

    List<Declaration> declarations() {
        return List.copyOf(declarations);
    }

    /**
     * What is wrong, in the order in which it was found.
     *
     * @param isDoubtful whether doubts count, too
     */
    List<Fault> faults(boolean isDoubtful) {
        return faults.entrySet().stream()
                .filter(each -> isDoubtful || each.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }
}
