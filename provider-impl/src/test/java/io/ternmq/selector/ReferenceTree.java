// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The slow, obvious evaluator that the compiled one is held against. It shares nothing with it: conditions are
 * {@code Boolean} or null for unknown, whole numbers are computed as {@code BigInteger}, patterns become regular
 * expressions. A tree prints itself through a {@link TreePrinter}.
 */
interface ReferenceTree {

    Object value(Map<String, Object> message);

    void print(TreePrinter out);

    /** How tightly it binds: 0 OR, 1 AND, 2 NOT, 3 comparison, 4 sum, 5 product, 6 sign, 7 anything closed. */
    int level();

    default void names(Consumer<String> names) {}

    record Name(String name) implements ReferenceTree {
        @Override
        public Object value(Map<String, Object> message) {
            return message.get(name);
        }

        @Override
        public void print(TreePrinter out) {
            out.word(name);
        }

        @Override
        public int level() {
            return 7;
        }

        @Override
        public void names(Consumer<String> names) {
            names.accept(name);
        }
    }

    /** A property where a condition stands. */
    record NameAsCondition(Name name) implements ReferenceTree {
        @Override
        public Object value(Map<String, Object> message) {
            return name.value(message) instanceof Boolean flag ? flag : null;
        }

        @Override
        public void print(TreePrinter out) {
            name.print(out);
        }

        @Override
        public int level() {
            return 7;
        }

        @Override
        public void names(Consumer<String> names) {
            name.names(names);
        }
    }

    /** A literal without sign; the text is how it is written. */
    record Constant(Object constant, String text) implements ReferenceTree {
        @Override
        public Object value(Map<String, Object> message) {
            return constant;
        }

        @Override
        public void print(TreePrinter out) {
            if (constant instanceof Boolean) {
                out.keyword(text);
            } else {
                out.word(text);
            }
        }

        @Override
        public int level() {
            return text.startsWith("-") ? 6 : 7;
        }
    }

    record Sign(String sign, ReferenceTree operand) implements ReferenceTree {
        @Override
        public Object value(Map<String, Object> message) {
            Object value = operand.value(message);
            if (sign.equals("-")) {
                return calculate(0, "negate", value);
            }
            return value instanceof Number ? value : null;
        }

        @Override
        public void print(TreePrinter out) {
            out.symbol(sign);
            out.tree(operand, 6);
        }

        @Override
        public int level() {
            return 6;
        }

        @Override
        public void names(Consumer<String> names) {
            operand.names(names);
        }
    }

    record Calculation(ReferenceTree left, String operator, ReferenceTree right) implements ReferenceTree {
        @Override
        public Object value(Map<String, Object> message) {
            return calculate(left.value(message), operator, right.value(message));
        }

        @Override
        public void print(TreePrinter out) {
            out.tree(left, level());
            out.symbol(operator);
            out.tree(right, level() + 1);
        }

        @Override
        public int level() {
            return operator.equals("+") || operator.equals("-") ? 4 : 5;
        }

        @Override
        public void names(Consumer<String> names) {
            left.names(names);
            right.names(names);
        }
    }

    record Compare(ReferenceTree left, String relation, ReferenceTree right) implements ReferenceTree {
        @Override
        public Object value(Map<String, Object> message) {
            return compare(left.value(message), relation, right.value(message));
        }

        @Override
        public void print(TreePrinter out) {
            out.tree(left, 4);
            out.symbol(relation);
            out.tree(right, 4);
        }

        @Override
        public int level() {
            return 3;
        }

        @Override
        public void names(Consumer<String> names) {
            left.names(names);
            right.names(names);
        }
    }

    record Within(ReferenceTree operand, boolean negated, ReferenceTree low, ReferenceTree high)
            implements ReferenceTree {
        @Override
        public Object value(Map<String, Object> message) {
            Object value = operand.value(message);
            Object least = low.value(message);
            Object most = high.value(message);
            return negated
                    ? any(List.of(truth(compare(value, "<", least)), truth(compare(value, ">", most))))
                    : all(List.of(truth(compare(value, ">=", least)), truth(compare(value, "<=", most))));
        }

        @Override
        public void print(TreePrinter out) {
            out.tree(operand, 4);
            out.keyword(negated ? "NOT BETWEEN" : "BETWEEN");
            out.tree(low, 4);
            out.keyword("AND");
            out.tree(high, 4);
        }

        @Override
        public int level() {
            return 3;
        }

        @Override
        public void names(Consumer<String> names) {
            operand.names(names);
            low.names(names);
            high.names(names);
        }
    }

    record OneOf(Name name, boolean negated, List<String> members) implements ReferenceTree {
        @Override
        public Object value(Map<String, Object> message) {
            Object value = name.value(message);
            return value == null ? null : value instanceof String && members.contains(value) != negated;
        }

        @Override
        public void print(TreePrinter out) {
            name.print(out);
            out.keyword(negated ? "NOT IN" : "IN");
            for (int i = 0; i < members.size(); i++) {
                out.symbol(i == 0 ? "(" : ",");
                out.string(members.get(i));
            }
            out.symbol(")");
        }

        @Override
        public int level() {
            return 3;
        }

        @Override
        public void names(Consumer<String> names) {
            name.names(names);
        }
    }

    /** The pattern is given in pieces: "%" and "_" are wildcards, anything else stands for itself. */
    record Matches(Name name, boolean negated, List<String> wild, String escape) implements ReferenceTree {
        @Override
        public Object value(Map<String, Object> message) {
            Object value = name.value(message);
            return value == null ? null : value instanceof String text && regex().matcher(text).matches() != negated;
        }

        private Pattern regex() {
            return Pattern.compile(wild.stream().map(Matches::piece).collect(Collectors.joining()), Pattern.DOTALL);
        }

        private static String piece(String wild) {
            return switch (wild) {
                case "%" -> ".*";
                case "_" -> ".";
                default -> Pattern.quote(wild.replace("literal ", ""));
            };
        }

        @Override
        public void print(TreePrinter out) {
            name.print(out);
            out.keyword(negated ? "NOT LIKE" : "LIKE");
            out.string(wild.stream().map(this::written).collect(Collectors.joining()));
            if (!escape.isEmpty()) {
                out.keyword("ESCAPE");
                out.string(escape);
            }
        }

        private String written(String piece) {
            String plain = piece.replace("literal ", "");
            return !plain.equals(piece) || plain.equals(escape) ? escape + plain : plain;
        }

        @Override
        public int level() {
            return 3;
        }

        @Override
        public void names(Consumer<String> names) {
            name.names(names);
        }
    }

    record Missing(Name name, boolean negated) implements ReferenceTree {
        @Override
        public Object value(Map<String, Object> message) {
            return (name.value(message) == null) != negated;
        }

        @Override
        public void print(TreePrinter out) {
            name.print(out);
            out.keyword(negated ? "IS NOT NULL" : "IS NULL");
        }

        @Override
        public int level() {
            return 3;
        }

        @Override
        public void names(Consumer<String> names) {
            name.names(names);
        }
    }

    record Negation(ReferenceTree condition) implements ReferenceTree {
        @Override
        public Object value(Map<String, Object> message) {
            Object value = condition.value(message);
            return value == null ? null : value.equals(false);
        }

        @Override
        public void print(TreePrinter out) {
            out.keyword("NOT");
            out.tree(condition, 2);
        }

        @Override
        public int level() {
            return 2;
        }

        @Override
        public void names(Consumer<String> names) {
            condition.names(names);
        }
    }

    record Joined(String joint, List<ReferenceTree> terms) implements ReferenceTree {
        @Override
        public Object value(Map<String, Object> message) {
            List<Truth> values = terms.stream().map(term -> truth(term.value(message))).toList();
            return joint.equals("AND") ? all(values) : any(values);
        }

        @Override
        public void print(TreePrinter out) {
            for (int i = 0; i < terms.size(); i++) {
                if (i > 0) {
                    out.keyword(joint);
                }
                out.tree(terms.get(i), level() + 1);
            }
        }

        @Override
        public int level() {
            return joint.equals("AND") ? 1 : 0;
        }

        @Override
        public void names(Consumer<String> names) {
            terms.forEach(term -> term.names(names));
        }
    }

    static Truth truth(Object value) {
        return value == null ? Truth.UNKNOWN : value.equals(true) ? Truth.TRUE : Truth.FALSE;
    }

    private static Object all(List<Truth> values) {
        if (values.contains(Truth.FALSE)) {
            return false;
        }
        return values.contains(Truth.UNKNOWN) ? null : true;
    }

    private static Object any(List<Truth> values) {
        if (values.contains(Truth.TRUE)) {
            return true;
        }
        return values.contains(Truth.UNKNOWN) ? null : false;
    }

    private static boolean isWhole(Object value) {
        return List.of("Byte", "Short", "Integer", "Long").contains(value.getClass().getSimpleName());
    }

    private static double real(Object value) {
        return ((Number) value).doubleValue();
    }

    private static Object calculate(Object left, String operator, Object right) {
        if (!(left instanceof Number) || !(right instanceof Number)) {
            return null;
        }
        if (isWhole(left) && isWhole(right)) {
            return calculateWhole(new BigInteger(left.toString()), operator, new BigInteger(right.toString()));
        }
        return switch (operator) {
            case "negate" -> -real(right);
            case "+" -> real(left) + real(right);
            case "-" -> real(left) - real(right);
            case "*" -> real(left) * real(right);
            default -> real(left) / real(right);
        };
    }

    private static Object calculateWhole(BigInteger left, String operator, BigInteger right) {
        if (operator.equals("/") && right.signum() == 0) {
            return null;
        }
        BigInteger result = switch (operator) {
            case "negate" -> right.negate();
            case "+" -> left.add(right);
            case "-" -> left.subtract(right);
            case "*" -> left.multiply(right);
            default -> left.divide(right);
        };
        return result.longValue();
    }

    private static Object compare(Object left, String relation, Object right) {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof Number && right instanceof Number) {
            return compareNumbers(left, relation, right);
        }
        boolean like = (left instanceof String && right instanceof String)
                || (left instanceof Boolean && right instanceof Boolean);
        return like && switch (relation) {
            case "=" -> Objects.equals(left, right);
            case "<>" -> !Objects.equals(left, right);
            default -> false;
        };
    }

    private static boolean compareNumbers(Object left, String relation, Object right) {
        if (isWhole(left) && isWhole(right)) {
            int sign = new BigInteger(left.toString()).compareTo(new BigInteger(right.toString()));
            return compareNumbers((double) sign, relation, 0d);
        }
        return switch (relation) {
            case "=" -> real(left) == real(right);
            case "<>" -> real(left) != real(right);
            case "<" -> real(left) < real(right);
            case "<=" -> real(left) <= real(right);
            case ">" -> real(left) > real(right);
            default -> real(left) >= real(right);
        };
    }
}
