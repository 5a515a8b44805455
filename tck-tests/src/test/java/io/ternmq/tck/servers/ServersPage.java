// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.servers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page. A block that is quoted has {@code <!-- path#region -->} on the line before it; a table that is generated
 * stands between {@code <!-- properties of Class -->} and {@code <!-- end -->}.
 */
record ServersPage(String text) {

    private static final Pattern QUOTE =
            Pattern.compile("<!-- ([\\w./-]+#[\\w-]+) -->\n```(\\w*)\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern TABLE =
            Pattern.compile("<!-- properties of (\\w+) -->\n(.*?)<!-- end -->\n", Pattern.DOTALL);

    /** What is printed, by region. */
    Map<String, String> quotes() {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher quote = QUOTE.matcher(text);
        while (quote.find()) {
            found.put(quote.group(1), quote.group(3));
        }
        return found;
    }

    /** What is printed, by class. */
    Map<String, String> tables() {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher table = TABLE.matcher(text);
        while (table.find()) {
            found.put(table.group(1), table.group(2));
        }
        return found;
    }

    /** The same page with everything looked up anew. */
    ServersPage renewed(UnaryOperator<String> quotes, UnaryOperator<String> tables) {
        String quoted = QUOTE.matcher(text).replaceAll(found -> Matcher.quoteReplacement("<!-- " + found.group(1)
                + " -->\n```" + found.group(2) + "\n" + quotes.apply(found.group(1)) + "```\n"));
        return new ServersPage(TABLE.matcher(quoted).replaceAll(found -> Matcher.quoteReplacement(
                "<!-- properties of " + found.group(1) + " -->\n" + tables.apply(found.group(1)) + "<!-- end -->\n")));
    }
}
