// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the wildcards and escapes of a {@code LIKE} pattern. */
final class LikeSyntax {

    static final int NO_ESCAPE = -1;

    private LikeSyntax() {}

    /**
     * Compiles a pattern.
     *
     * @param escape the escape character or {@link #NO_ESCAPE}
     * @return null when an escape character precedes something other than a wildcard or itself
     */
    static @Nullable LikePattern compile(String pattern, int escape) {
        IntStream.Builder parts = IntStream.builder();
        boolean escaped = false;
        boolean afterRun = false;
        for (int c : pattern.codePoints().toArray()) {
            if (escaped && c != '%' && c != '_' && c != escape) {
                return null;
            }
            if (!escaped && c == escape) {
                escaped = true;
                continue;
            }
            int part = escaped ? c : wildcardOr(c);
            if (part != LikePattern.ANY_RUN || !afterRun) {
                parts.add(part);
            }
            afterRun = part == LikePattern.ANY_RUN;
            escaped = false;
        }
        return escaped ? null : new LikePattern(parts.build().toArray());
    }

    private static int wildcardOr(int c) {
        return switch (c) {
            case '%' -> LikePattern.ANY_RUN;
            case '_' -> LikePattern.ANY_ONE;
            default -> c;
        };
    }
}
