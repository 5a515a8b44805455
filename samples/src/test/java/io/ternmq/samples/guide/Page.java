// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of Markdown with Java in it. A block that is taken from a sample has its region's name in a comment on the
 * line before: {@code <!-- Class#name -->}.
 */
final class Page {

    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- (\\w+#[A-Za-z0-9-]+) -->\n)?```java\n(.*?)```\n", Pattern.DOTALL);

    private final String text;

    Page(String text) {
        this.text = text;
    }

    /**
     * One block.
     *
     * @param region name of the region it claims to be, empty when it claims nothing
     * @param code   what is printed
     */
    record Block(String region, String code) {}

    /** The blocks of Java, in order. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            String region = block.group(1);
            blocks.add(new Block(region == null ? "" : region, block.group(2)));
        }
        return blocks;
    }

    /** The same page with the code of every named block looked up anew. */
    String renewed(Function<String, String> code) {
        return BLOCK.matcher(text).replaceAll(block -> {
            String region = block.group(1);
            return Matcher.quoteReplacement(region == null
                    ? block.group()
                    : "<!-- " + region + " -->\n```java\n" + code.apply(region) + "```\n");
        });
    }
}
