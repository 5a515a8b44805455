// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.Map;

/** What the tests of this package share: a message as a map, and all three values of a selector. */
final class Selecting {

    private Selecting() {}

    /** Makes a message from names and values in turn; a null value leaves the name unset. */
    static Map<String, Object> message(Object... namesAndValues) {
        Map<String, Object> message = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            message.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return message;
    }

    /** Tells false and unknown apart, which a match alone does not: only the negation of false matches. */
    static Truth truth(String selector, Map<String, Object> message) {
        boolean matches = Selector.parse(selector).matches(message::get);
        boolean negationMatches = Selector.parse("NOT (" + selector + ")").matches(message::get);
        if (matches && negationMatches) {
            throw new AssertionError("both true and false: " + selector);
        }
        if (matches) {
            return Truth.TRUE;
        }
        return negationMatches ? Truth.FALSE : Truth.UNKNOWN;
    }

    static Truth truth(String selector, Object... namesAndValues) {
        return truth(selector, message(namesAndValues));
    }

    static SelectorSyntaxException refusal(String selector) {
        SelectorSyntaxException refusal =
                catchThrowableOfType(SelectorSyntaxException.class, () -> Selector.parse(selector));
        if (refusal == null) {
            throw new AssertionError("accepted: " + selector);
        }
        return refusal;
    }
}
