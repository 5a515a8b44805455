// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.json;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A part of a document and the type that is declared for it.
 *
 * @param path      JSON path
 * @param node      what is there
 * @param type      what should be there
 * @param name      of the property, or empty
 * @param isSpecial whether its declaration changes how it is read, so that the type alone does not tell
 */
record Part(String path, @Nullable Object node, Type type, String name, boolean isSpecial) {

    static final String ROOT = "$";

    Part(String path, @Nullable Object node, Type type) {
        this(path, node, type, "", false);
    }

    /** An element of this array. */
    Part element(int index, @Nullable Object value, Type declared) {
        return new Part(path + '[' + index + ']', value, declared);
    }

    /** A property of this object. */
    Part property(String key, @Nullable Object value, Type declared, boolean special) {
        return new Part(path + step(key), value, declared, key, special);
    }

    private static String step(String key) {
        boolean isPlain = !key.isEmpty()
                && Character.isJavaIdentifierStart(key.charAt(0))
                && key.chars().allMatch(Character::isJavaIdentifierPart);
        return isPlain ? '.' + key : "['" + key.replace("'", "\\'") + "']";
    }

    String mismatch() {
        return FaultFinder.kindOf(node) + " cannot be read as " + type.getTypeName();
    }
}
