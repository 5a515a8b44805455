// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.listen.Fault;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Where something is declared, and what is wrong there. One thread. */
final class Site {

    private final Class<?> type;
    private final String member;
    private final Ledger ledger;
    private boolean sound = true;

    Site(Class<?> type, String member, Ledger ledger) {
        this.type = type;
        this.member = member;
        this.ledger = ledger;
    }

    /** A method of a class. */
    static Site of(Class<?> type, Method method, Ledger ledger) {
        return new Site(type, nameOf(method), ledger);
    }

    /** A method as people write it, with the classes of its parameters. */
    static String nameOf(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", method.getName() + '(', ")"));
    }

    /** A type as people write it: without packages. */
    static String nameOf(Type type) {
        return type.getTypeName().replaceAll("(?:[\\p{L}\\p{N}_]+\\.)+(?=[\\p{L}_])", "").replace('$', '.');
    }

    /** Tells of something that is wrong. */
    void fault(String problem, String instead) {
        sound = false;
        ledger.fault(new Fault(type, member, problem, instead));
    }

    /** Tells of a type that JSON Binding cannot read; what was declared can be put to work where another codec is. */
    void doubt(String problem, String instead) {
        ledger.doubt(new Fault(type, member, problem, instead));
    }

    /** Whether nothing was wrong so far. */
    boolean isSound() {
        return sound;
    }
}
