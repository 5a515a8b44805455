// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a room must not take for itself unless the table says so. A call is written as
 * {@code type.method(parameter types)}, a constructor as the method {@code <init>}.
 */
enum Privilege {
    /** Reading the time of the machine. A clock that is handed in is nobody's privilege. */
    CLOCK("java\\.lang\\.System\\.(?:currentTimeMillis|nanoTime)\\(\\)"
            + "|java\\.time\\.\\w+\\.now\\((?:java\\.time\\.ZoneId)?\\)"
            + "|java\\.time\\.Clock\\.(?:system|tick(?:Millis|Seconds|Minutes))\\w*\\(.*\\)"
            + "|java\\.util\\.Date\\.<init>\\(\\)"
            + "|java\\.util\\.Calendar\\.getInstance\\(.*\\)"),

    /** Making threads, or making one wait for nothing but time. */
    THREADS("java\\.lang\\.Thread\\.(?:<init>|sleep|startVirtualThread|ofVirtual|ofPlatform)\\(.*\\)"
            + "|java\\.util\\.Timer\\.<init>\\(.*\\)"
            + "|java\\.util\\.concurrent\\.Executors\\.new\\w+\\(.*\\)"
            + "|java\\.util\\.concurrent\\.(?:\\w*ThreadPoolExecutor|ForkJoinPool)\\.<init>\\(.*\\)"
            + "|java\\.util\\.concurrent\\.ForkJoinPool\\.commonPool\\(\\)"),

    /** Randomness without a seed that somebody can print. */
    RANDOMNESS("java\\.lang\\.Math\\.random\\(\\)"
            + "|java\\.util\\.Random\\.<init>\\(\\)"
            + "|java\\.util\\.SplittableRandom\\.<init>\\(\\)"
            + "|java\\.util\\.UUID\\.randomUUID\\(\\)"
            + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\.current\\(\\)"
            + "|java\\.util\\.random\\.RandomGenerator\\.(?:getDefault|of)\\(.*\\)"
            + "|java\\.security\\.SecureRandom\\..*");

    private final Pattern calls;

    Privilege(String calls) {
        this.calls = Pattern.compile(calls);
    }

    static Optional<Privilege> neededFor(CodeUnitAccessTarget target) {
        return Arrays.stream(values()).filter(each -> each.calls.matcher(target.getFullName()).matches()).findFirst();
    }

    /** The name in the table. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
