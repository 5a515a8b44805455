// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.api.MessageProperties;
import jakarta.jms.JMSException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which properties a program may set, sections 3.5.1, 3.5.9 and 3.5.10: any identifier of the selector language that
 * does not begin with {@code JMS}, the two group properties, and those of this provider.
 */
final class PropertyNames {

    static final String DELIVERY_COUNT = "JMSXDeliveryCount";

    private static final String GROUP_ID = "JMSXGroupID";
    private static final String GROUP_SEQUENCE = "JMSXGroupSeq";
    private static final String RESERVED = "JMS";
    private static final String OURS = "JMS_TERN_";

    /** Reserved words of selectors; like there, only ASCII letters fold. */
    private static final Set<String> WORDS =
            Set.of("NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE");

    private static final int LONGEST_WORD = "BETWEEN".length();

    private PropertyNames() {}

    /**
     * Checks the name and, where the specification fixes it, the type.
     *
     * @throws IllegalArgumentException              when the name is null or empty
     * @throws jakarta.jms.MessageFormatException when a program may not set this
     */
    static String check(@Nullable String name, @Nullable Object value) throws JMSException {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("A property needs a name.");
        }
        if (!isIdentifier(name) || isReservedWord(name)) {
            throw Refusals.format("'" + name + "' is not a property name: it must be a Java identifier and none of the "
                    + "words of the selector language.");
        }
        if (name.startsWith(RESERVED)) {
            checkReserved(name, value);
        }
        return name;
    }

    /** Whether a message of another provider has this property from its program and not from its provider. */
    static boolean isForPrograms(String name) {
        return !name.startsWith(RESERVED) || isGroup(name) || name.startsWith(OURS);
    }

    private static void checkReserved(String name, @Nullable Object value) throws JMSException {
        if (!isForPrograms(name)) {
            throw Refusals.format("The property " + name + " is not for programs to set: names that begin with JMS "
                    + "belong to the specification and to providers, except " + GROUP_ID + ", " + GROUP_SEQUENCE
                    + " and " + OURS + "….");
        }
        if (isStream(name)) {
            throw Refusals.format(name + " is no property: setObjectProperty takes a stream under this name.");
        }
        Class<?> type = name.equals(GROUP_SEQUENCE) ? Integer.class : String.class;
        if (isGroup(name) && value != null && value.getClass() != type) {
            throw Refusals.format("The property " + name + " must be of type " + type.getSimpleName() + ", but is "
                    + value.getClass().getSimpleName() + '.');
        }
    }

    /** Whether a stream is given under this name, and no property set. */
    static boolean isStream(String name) {
        return name.equals(MessageProperties.INPUT_STREAM) || name.equals(MessageProperties.OUTPUT_STREAM);
    }

    private static boolean isGroup(String name) {
        return name.equals(GROUP_ID) || name.equals(GROUP_SEQUENCE);
    }

    private static boolean isReservedWord(String name) {
        return name.length() <= LONGEST_WORD
                && name.chars().allMatch(c -> c < 128)
                && WORDS.contains(name.toUpperCase(Locale.ROOT));
    }

    private static boolean isIdentifier(String name) {
        int first = name.codePointAt(0);
        if (!Character.isJavaIdentifierStart(first)) {
            return false;
        }
        int next;
        for (int at = Character.charCount(first); at < name.length(); at += Character.charCount(next)) {
            next = name.codePointAt(at);
            if (!Character.isJavaIdentifierPart(next)) {
                return false;
            }
        }
        return true;
    }
}
