// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import java.util.Random;

/** Writes a tree as a selector, with white space, case and needless parentheses at random. */
final class TreePrinter {

    private static final String[] SPACES = {" ", " ", "  ", "\t", "\n", "\f", "\r\n"};

    private final Random random;
    private final StringBuilder text = new StringBuilder();

    TreePrinter(Random random) {
        this.random = random;
    }

    static String print(ReferenceTree tree, Random random) {
        TreePrinter printer = new TreePrinter(random);
        printer.tree(tree, 0);
        return printer.text.toString();
    }

    /** Prints a part, in parentheses where it binds less tightly than its place needs. */
    void tree(ReferenceTree tree, int needed) {
        boolean parentheses = tree.level() < needed || random.nextInt(8) == 0;
        if (parentheses) {
            symbol("(");
        }
        tree.print(this);
        if (parentheses) {
            symbol(")");
        }
    }

    void symbol(String symbol) {
        maybeSpace();
        text.append(symbol);
    }

    void keyword(String words) {
        for (String word : words.split(" ", -1)) {
            StringBuilder cased = new StringBuilder();
            word.chars().forEach(c -> cased.append((char) (random.nextBoolean() ? c : Character.toLowerCase(c))));
            word(cased.toString());
        }
    }

    /** Prints what must not touch another word. */
    void word(String word) {
        if (text.length() > 0 && touches(text.codePointBefore(text.length()))) {
            space();
        } else {
            maybeSpace();
        }
        text.append(word);
    }

    void string(String content) {
        maybeSpace();
        text.append('\'').append(content.replace("'", "''")).append('\'');
    }

    private static boolean touches(int c) {
        return Character.isJavaIdentifierPart(c) || c == '.';
    }

    private void maybeSpace() {
        if (random.nextInt(3) == 0) {
            space();
        }
    }

    private void space() {
        text.append(SPACES[random.nextInt(SPACES.length)]);
    }
}
