// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

/**
 * Refuses what the text alone shows to be of the wrong type, and brings a node into the role that its place asks for.
 * A place is the index where the node starts, for the error.
 */
final class Typing {

    private final TokenCursor cursor;

    Typing(TokenCursor cursor) {
        this.cursor = cursor;
    }

    /** Returns the node as a condition. */
    Condition condition(Node node, int start) {
        if (node instanceof Condition condition) {
            return condition;
        }
        if (node instanceof Variable variable) {
            return new Flag(variable);
        }
        if (node instanceof Literal literal && literal.constant() instanceof Boolean value) {
            return new Fixed(Truth.of(value));
        }
        throw cursor.error(start, node.kind().label() + " is not a condition",
                "a comparison, a boolean property, TRUE or FALSE");
    }

    /** Returns the node as an operand of arithmetic, of an ordering or of BETWEEN. */
    Operand number(Node node, int start) {
        if (!node.kind().mayBe(Kind.NUMBER)) {
            throw cursor.error(start, node.kind().label() + " cannot be ordered or computed with",
                    "a number or a property");
        }
        return operand(node);
    }

    /** Returns the node as one side of an equality. */
    Operand operand(Node node) {
        return node instanceof Operand operand ? operand : new TruthValue((Condition) node);
    }

    /** Returns the node as an identifier, which is all that IN, LIKE and IS take. */
    Variable variable(Node node, int start) {
        if (node instanceof Variable variable) {
            return variable;
        }
        throw cursor.error(start, node.kind().label() + " before " + cursor.current().describe(), "an identifier");
    }

    void requireLike(Node left, Node right, int rightStart) {
        if (!left.kind().mayBe(right.kind())) {
            throw cursor.error(rightStart, left.kind().label() + " compared with " + right.kind().label(),
                    left.kind().label() + " or a property");
        }
    }
}
