// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The comparisons of the grammar, each after its first operand:
 *
 * <pre>
 * relation sum
 * [ NOT ] BETWEEN sum AND sum
 * [ NOT ] IN ( string { , string } )
 * [ NOT ] LIKE string [ ESCAPE string ]
 * IS [ NOT ] NULL
 * </pre>
 *
 * Used by one parse, on one thread.
 */
final class PredicateParser {

    private final TokenCursor cursor;
    private final Typing typing;
    private final Parser operands;

    PredicateParser(TokenCursor cursor, Typing typing, Parser operands) {
        this.cursor = cursor;
        this.typing = typing;
        this.operands = operands;
    }

    /** Parses what follows the first operand, which the caller has parsed; the cursor is at the operator. */
    Condition predicate(Node left, int start) {
        Relation relation = Relation.of(cursor.current().type());
        if (relation != null) {
            return comparison(left, start, relation);
        }
        return cursor.at(TokenType.IS) ? nullCheck(left, start) : negatable(left, start);
    }

    private Condition comparison(Node left, int start, Relation relation) {
        cursor.take();
        int rightStart = cursor.start();
        Node right = operands.expression(Binding.SUM);
        if (relation.isOrdering()) {
            return Comparison.of(typing.number(left, start), relation, typing.number(right, rightStart));
        }
        typing.requireLike(left, right, rightStart);
        return Comparison.of(typing.operand(left), relation, typing.operand(right));
    }

    private Condition nullCheck(Node left, int start) {
        Variable variable = typing.variable(left, start);
        cursor.take();
        boolean negated = cursor.accept(TokenType.NOT);
        if (!cursor.accept(TokenType.NULL)) {
            throw cursor.unexpected(negated ? "NULL" : "NULL or NOT NULL");
        }
        return new NullCheck(negated, variable);
    }

    private Condition negatable(Node left, int start) {
        boolean negated = cursor.accept(TokenType.NOT);
        return switch (cursor.current().type()) {
            case BETWEEN -> between(typing.number(left, start), negated);
            case IN -> membership(typing.variable(left, start), negated);
            case LIKE -> like(typing.variable(left, start), negated);
            default -> throw cursor.unexpected("BETWEEN, IN or LIKE");
        };
    }

    private Condition between(Operand operand, boolean negated) {
        cursor.take();
        Operand low = bound();
        cursor.expect(TokenType.AND);
        return new Between(negated, operand, low, bound());
    }

    private Operand bound() {
        int start = cursor.start();
        return typing.number(operands.expression(Binding.SUM), start);
    }

    private Condition membership(Variable variable, boolean negated) {
        cursor.take();
        cursor.expect(TokenType.OPEN);
        Set<String> members = new LinkedHashSet<>();
        do {
            members.add(cursor.expect(TokenType.STRING).text());
        } while (cursor.accept(TokenType.COMMA));
        if (!cursor.accept(TokenType.CLOSE)) {
            throw cursor.unexpected("',' or ')'");
        }
        return new Membership(negated, variable, Set.copyOf(members));
    }

    private Condition like(Variable variable, boolean negated) {
        cursor.take();
        Token pattern = cursor.expect(TokenType.STRING);
        int escape = cursor.accept(TokenType.ESCAPE) ? escape() : LikeSyntax.NO_ESCAPE;
        LikePattern compiled = LikeSyntax.compile(pattern.text(), escape);
        if (compiled == null) {
            throw cursor.error(pattern.start(), "stray escape character in " + pattern.describe(),
                    "'%', '_' or the escape character after it");
        }
        return new Like(negated, variable, compiled);
    }

    private int escape() {
        Token token = cursor.expect(TokenType.STRING);
        if (token.text().codePointCount(0, token.text().length()) != 1) {
            throw cursor.error(token.start(), "escape of other than one character", "a string of one character");
        }
        return token.text().codePointAt(0);
    }
}
