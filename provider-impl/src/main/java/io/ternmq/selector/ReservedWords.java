// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words that cannot be identifiers, in any case. Only ASCII letters fold: a name with a dotless i or a long s is
 * an identifier even where Unicode would call it the same word.
 */
final class ReservedWords {

    private static final int LONGEST = "BETWEEN".length();

    private static final Map<String, TokenType> WORDS = Stream.of(
                    TokenType.NULL, TokenType.TRUE, TokenType.FALSE, TokenType.NOT, TokenType.AND, TokenType.OR,
                    TokenType.BETWEEN, TokenType.LIKE, TokenType.IN, TokenType.IS, TokenType.ESCAPE)
            .collect(Collectors.toUnmodifiableMap(TokenType::name, Function.identity()));

    private ReservedWords() {}

    static TokenType classify(String word) {
        if (word.length() > LONGEST || !word.chars().allMatch(c -> c < 128)) {
            return TokenType.IDENTIFIER;
        }
        return WORDS.getOrDefault(word.toUpperCase(Locale.ROOT), TokenType.IDENTIFIER);
    }
}
