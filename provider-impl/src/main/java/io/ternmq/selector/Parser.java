// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The grammar of operators, by precedence climbing rather than a method for each level: a text nested to the limit
 * must not exhaust the stack of a small thread.
 *
 * <pre>
 * expression = prefix { operator expression }    as far as the operators bind tightly enough
 * prefix     = NOT expression | ( + | - ) prefix | primary
 * </pre>
 *
 * An expression may be an operand or a condition, as in {@code (a) = 1} and {@code (a) OR b}; {@link Typing} makes it
 * what its place asks for. Used by one parse, on one thread.
 */
final class Parser {

    private final TokenCursor cursor;
    private final Typing typing;
    private final PrimaryParser primaries;
    private final PredicateParser predicates;

    Parser(TokenCursor cursor) {
        this.cursor = cursor;
        this.typing = new Typing(cursor);
        this.primaries = new PrimaryParser(cursor, this);
        this.predicates = new PredicateParser(cursor, typing, this);
    }

    Condition selector() {
        int start = cursor.start();
        Node root = expression(Binding.OR);
        if (!cursor.at(TokenType.END)) {
            throw cursor.unexpected("an operator or the end of the selector");
        }
        return typing.condition(root, start);
    }

    /** Returns the names met so far. */
    Set<String> identifiers() {
        return primaries.identifiers();
    }

    /**
     * Parses an operand and all operators after it that bind at least as tightly as asked. Each level is taken at most
     * once: operators that chain are taken together, and comparisons do not chain.
     */
    Node expression(Binding loosest) {
        int start = cursor.start();
        boolean negation = cursor.at(TokenType.NOT) && !Binding.NOT.looserThan(loosest);
        Node left = negation ? negation() : prefix();
        Binding limit = negation ? Binding.NOT : Binding.SIGN;
        Binding next = Binding.of(cursor.current().type());
        while (next.looserThan(limit) && !next.looserThan(loosest)) {
            left = infix(left, start, next);
            limit = next;
            next = Binding.of(cursor.current().type());
        }
        return left;
    }

    private Node negation() {
        cursor.enter();
        int start = cursor.start();
        Condition condition = typing.condition(expression(Binding.NOT), start);
        cursor.leave();
        return new Not(condition);
    }

    private Node prefix() {
        if (!cursor.at(TokenType.PLUS) && !cursor.at(TokenType.MINUS)) {
            return primaries.primary();
        }
        boolean negative = cursor.enter().type() == TokenType.MINUS;
        int start = cursor.start();
        Node operand = cursor.at(TokenType.NUMBER)
                ? primaries.number(cursor.take(), negative)
                : new Signed(negative, typing.number(prefix(), start));
        cursor.leave();
        return operand;
    }

    private Node infix(Node left, int start, Binding level) {
        return switch (level) {
            case OR -> new Disjunction(terms(left, start, level));
            case AND -> new Conjunction(terms(left, start, level));
            case PREDICATE -> predicates.predicate(left, start);
            default -> arithmetic(left, start, level);
        };
    }

    private List<Condition> terms(Node first, int start, Binding level) {
        List<Condition> terms = new ArrayList<>();
        terms.add(typing.condition(first, start));
        while (Binding.of(cursor.current().type()) == level) {
            cursor.take();
            int next = cursor.start();
            terms.add(typing.condition(expression(level.ofRightOperand()), next));
        }
        return terms;
    }

    private Operand arithmetic(Node first, int start, Binding level) {
        Operand head = typing.number(first, start);
        List<Operator> operators = new ArrayList<>();
        List<Operand> others = new ArrayList<>();
        while (Binding.of(cursor.current().type()) == level) {
            operators.add(Operator.of(cursor.take().type()));
            int next = cursor.start();
            others.add(typing.number(expression(level.ofRightOperand()), next));
        }
        return new Arithmetic(head, operators, others);
    }
}
