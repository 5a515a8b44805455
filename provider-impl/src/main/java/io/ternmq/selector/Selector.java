// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled message selector in the language of Jakarta Messaging 3.1, section 3.8.1. Immutable: any thread may use
 * it.
 *
 * <p>Where the specification leaves room, this implementation decides as follows.
 *
 * <ul>
 *   <li>Integral values are computed as {@code long} and floating-point values as {@code double}; a mix is computed as
 *       {@code double}. Nothing overflows at 32 bits, and a literal is never narrower than a {@code long}.
 *   <li>Comparing values of unlike types is false, for {@code <>}, {@code NOT IN}, {@code NOT LIKE} and
 *       {@code NOT BETWEEN} too, and so is ordering two strings or two booleans. A null operand makes it unknown first.
 *   <li>Arithmetic on something that is not a number, integral division by zero, and a property standing as a condition
 *       without being a boolean are unknown.
 *   <li>Refused when parsed, because no message could give it a meaning: a string or boolean where only a number can
 *       stand, a number or string as a condition, and {@code =} or {@code <>} between literals or expressions of
 *       unlike types. Properties are never refused for their type.
 *   <li>Comparisons do not chain: {@code a = b = c} needs parentheses.
 *   <li>Names beginning with {@code JMS} are the six header fields that the specification allows, {@code JMSX…} and
 *       {@code JMS_…}; any other is refused.
 *   <li>In a pattern {@code _} is one code point, and the escape character must precede {@code %}, {@code _} or itself.
 * </ul>
 */
public final class Selector {

    private final String text;
    private final Condition root;
    private final Set<String> identifiers;

    private Selector(String text, Condition root, Set<String> identifiers) {
        this.text = text;
        this.root = root;
        this.identifiers = identifiers;
    }

    /**
     * Compiles a selector.
     *
     * @param text the selector, at most 65,536 characters, nested at most 256 deep; a blank one is an error here,
     *     so callers who take it for "no selector" must not ask
     * @return the compiled selector
     * @throws SelectorSyntaxException when the text is not a selector
     */
    public static Selector parse(String text) {
        TokenCursor cursor = new TokenCursor(text);
        Parser parser = new Parser(cursor);
        Condition root = parser.selector();
        return new Selector(text, root, parser.identifiers());
    }

    /**
     * Answers whether a message is selected.
     *
     * @param variables the values of the message
     * @return true only when the expression is true; false when it is false or unknown
     */
    public boolean matches(Variables variables) {
        return root.test(variables) == Truth.TRUE;
    }

    /**
     * Returns the selector as it was written.
     *
     * @return the original text
     */
    public String text() {
        return text;
    }

    /**
     * Returns the names that the selector reads, in order of first appearance.
     *
     * @return an unmodifiable set
     */
    public Set<String> identifiers() {
        return identifiers;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Selector selector && selector.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
