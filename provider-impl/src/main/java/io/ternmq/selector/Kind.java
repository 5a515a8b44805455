// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/** The type of an expression as far as the text alone tells; the label names it in error messages. */
enum Kind {
    STRING("a string"),
    NUMBER("a number"),
    BOOLEAN("a boolean"),
    /** A header field or property: its type is the message's affair. */
    ANY("a property");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Answers whether an expression of this kind can have a value of the other kind. */
    boolean mayBe(Kind other) {
        return this == other || this == ANY || other == ANY;
    }
}
