// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes trees that are valid selectors, and messages on which they have all three values often enough. */
final class RandomSelectors {

    private static final List<String> NAMES =
            List.of("a", "b", "c", "$d", "_e", "\u0394", "notes", "JMSPriority", "JMSXf");
    private static final List<String> LETTERS =
            List.of("a", "b", "A", "%", "_", "'", "\\", ".", "\n", "\ud83d\ude00");
    private static final List<Long> WHOLE =
            List.of(0L, 1L, 2L, 3L, 7L, 100L, 1L << 31, (1L << 53) + 1, Long.MAX_VALUE);
    private static final List<Double> REAL =
            List.of(0d, 0.5, 1d, 2d, 1.1, 7d, 1e10, (double) (1L << 53), Double.MAX_VALUE);
    private static final List<String> ORDERINGS = List.of("<", "<=", ">", ">=");
    private static final List<String> EQUALITIES = List.of("=", "<>");

    private final Random random;

    RandomSelectors(Random random) {
        this.random = random;
    }

    Map<String, Object> message() {
        Map<String, Object> message = new HashMap<>();
        for (String name : NAMES) {
            message.put(name, value());
        }
        return message;
    }

    private Object value() {
        long whole = random.nextBoolean() ? pick(WHOLE) : -pick(WHOLE);
        double real = random.nextBoolean() ? pick(REAL) : -pick(REAL);
        return switch (random.nextInt(12)) {
            case 0, 1 -> null;
            case 2, 3 -> random.nextBoolean();
            case 4, 5 -> letters();
            case 6 -> (byte) whole;
            case 7 -> (short) whole;
            case 8 -> (int) whole;
            case 9 -> whole;
            case 10 -> (float) real;
            default -> random.nextInt(10) == 0 ? Double.NaN : real;
        };
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String letters() {
        return Stream.generate(() -> pick(LETTERS)).limit(random.nextInt(4)).reduce("", String::concat);
    }

    private ReferenceTree.Name name() {
        return new ReferenceTree.Name(pick(NAMES));
    }

    ReferenceTree condition(int depth) {
        int choice = random.nextInt(depth > 0 ? 14 : 9);
        return switch (choice) {
            case 0 -> new ReferenceTree.NameAsCondition(name());
            case 1 -> bool();
            case 2 -> new ReferenceTree.Missing(name(), random.nextBoolean());
            case 3 -> new ReferenceTree.OneOf(name(), random.nextBoolean(), many(this::letters));
            case 4 -> like();
            case 5 -> new ReferenceTree.Within(number(depth), random.nextBoolean(), number(depth), number(depth));
            case 6 -> new ReferenceTree.Compare(number(depth), pick(ORDERINGS), number(depth));
            case 7, 8 -> equality(depth);
            case 9, 10 -> new ReferenceTree.Negation(condition(depth - 1));
            case 11, 12 -> joined("AND", depth);
            default -> joined("OR", depth);
        };
    }

    private ReferenceTree joined(String joint, int depth) {
        List<ReferenceTree> terms = new ArrayList<>(many(() -> condition(depth - 1)));
        terms.add(condition(depth - 1));
        return new ReferenceTree.Joined(joint, terms);
    }

    private <T> List<T> many(Supplier<T> supplier) {
        return Stream.generate(supplier).limit(1 + random.nextInt(3)).toList();
    }

    private ReferenceTree equality(int depth) {
        Supplier<ReferenceTree> side = switch (random.nextInt(4)) {
            case 0 -> () -> number(depth);
            case 1 -> this::string;
            case 2 -> depth > 0 ? () -> comparable(condition(depth - 1)) : this::bool;
            default -> this::name;
        };
        ReferenceTree one = side.get();
        ReferenceTree other = random.nextInt(3) == 0 ? name() : side.get();
        return random.nextBoolean()
                ? new ReferenceTree.Compare(one, pick(EQUALITIES), other)
                : new ReferenceTree.Compare(other, pick(EQUALITIES), one);
    }

    /** A bare property beside an equals sign is its value, whatever its type, and no longer a condition. */
    private static ReferenceTree comparable(ReferenceTree condition) {
        return condition instanceof ReferenceTree.NameAsCondition bare ? bare.name() : condition;
    }

    private ReferenceTree bool() {
        boolean value = random.nextBoolean();
        return new ReferenceTree.Constant(value, value ? "TRUE" : "FALSE");
    }

    private ReferenceTree string() {
        String content = letters();
        return new ReferenceTree.Constant(content, "'" + content.replace("'", "''") + "'");
    }

    ReferenceTree.Matches like() {
        String escape = random.nextBoolean() ? pick(LETTERS) : "";
        List<String> pieces = Stream.generate(() -> piece(escape)).limit(random.nextInt(7)).toList();
        return new ReferenceTree.Matches(name(), random.nextBoolean(), pieces, escape);
    }

    /** Makes a string that the pattern takes, or, one time in three, nearly takes. */
    String alike(ReferenceTree.Matches like) {
        StringBuilder text = new StringBuilder();
        for (String piece : like.wild()) {
            text.append(switch (piece) {
                case "%" -> letters();
                case "_" -> pick(LETTERS);
                default -> piece.replace("literal ", "");
            });
        }
        if (random.nextInt(3) == 0) {
            text.insert(random.nextInt(text.length() + 1), "a");
        }
        return text.toString();
    }

    private String piece(String escape) {
        String letter = random.nextInt(3) == 0 ? pick(List.of("%", "_")) : pick(LETTERS);
        boolean wild = letter.equals("%") || letter.equals("_");
        boolean literal = wild && !escape.isEmpty() && (random.nextBoolean() || letter.equals(escape));
        return literal ? "literal " + letter : letter;
    }

    private ReferenceTree number(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 6)) {
            case 0, 1, 2 -> name();
            case 3 -> real();
            case 4 -> whole();
            case 5 -> new ReferenceTree.Constant(Long.MIN_VALUE, "-9223372036854775808");
            case 6 -> new ReferenceTree.Sign(pick(List.of("+", "-")), number(depth - 1));
            default -> new ReferenceTree.Calculation(
                    number(depth - 1), pick(List.of("+", "-", "*", "/")), number(depth - 1));
        };
    }

    private ReferenceTree whole() {
        long value = pick(WHOLE);
        String suffix = pick(List.of("", "L", "l"));
        String text = switch (random.nextInt(5)) {
            case 0 -> "0x" + Long.toHexString(value);
            case 1 -> "0" + Long.toOctalString(value);
            case 2 -> "0B" + Long.toBinaryString(value);
            default -> Long.toString(value);
        };
        return new ReferenceTree.Constant(value, text + suffix);
    }

    private ReferenceTree real() {
        double value = pick(REAL);
        return switch (random.nextInt(4)) {
            case 0 -> new ReferenceTree.Constant(value, value + "d");
            case 1 -> new ReferenceTree.Constant(value, Double.toHexString(value));
            case 2 -> value > 1e38
                    ? new ReferenceTree.Constant(value, value + "")
                    : new ReferenceTree.Constant((double) (float) value, value + "F");
            default -> new ReferenceTree.Constant(value, Double.toString(value));
        };
    }
}
