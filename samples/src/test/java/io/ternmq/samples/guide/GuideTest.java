// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the guide prints is a region of a sample, word for word; samples are compiled, and run by their tests. Run with
 * {@code -Dternmq.guide.write=true} to take changed regions over into the pages.
 */
class GuideTest {

    private static final Path GUIDE = Path.of("../docs/guide");
    private static final Path[] SOURCES = {Path.of("src/main/java"), Path.of("cdi-se/src/main/java")};

    @Test
    void everyBlockOfJavaIsARegionOfASample() throws IOException {
        Map<String, String> regions = Regions.below(SOURCES).all();
        if (Boolean.getBoolean("ternmq.guide.write")) {
            renew(regions);
        }
        List<String> faults = new ArrayList<>();
        int blocks = 0;
        for (Path file : pages()) {
            for (Page.Block block : new Page(Files.readString(file)).blocks()) {
                blocks++;
                if (!block.code().equals(regions.get(block.region()))) {
                    faults.add(file.getFileName() + ": '" + block.region() + "' is not what is printed:\n"
                            + block.code());
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(blocks).as("blocks of Java in the guide").isGreaterThan(20);
    }

    @Test
    void everyRegionIsPrintedSomewhere() throws IOException {
        Set<String> unused = new TreeSet<>(Regions.below(SOURCES).all().keySet());
        for (Path file : pages()) {
            new Page(Files.readString(file)).blocks().forEach(block -> unused.remove(block.region()));
        }
        assertThat(unused).isEmpty();
    }

    @Test
    void findsRegionsAndTakesTheirMarginAway() {
        Regions regions = Regions.of(
                "A", List.of("x", "  // tag::one[]", "  if (b) {", "", "    c();", "  // end::one[]"));

        assertThat(regions.all()).containsExactly(Map.entry("A#one", "if (b) {\n\n  c();\n"));
    }

    @Test
    void refusesARegionThatDoesNotEnd() {
        assertThatThrownBy(() -> Regions.of("A", List.of("// tag::one[]", "x")))
                .hasMessage("A: region 'one' does not end");
    }

    @Test
    void seesABlockThatClaimsNothing() {
        Page page = new Page("a\n<!-- A#one -->\n```java\nx\n```\nb\n```java\ny\n```\n");

        assertThat(page.blocks()).containsExactly(new Page.Block("A#one", "x\n"), new Page.Block("", "y\n"));
        assertThat(page.renewed(region -> "new " + region + "\n"))
                .isEqualTo("a\n<!-- A#one -->\n```java\nnew A#one\n```\nb\n```java\ny\n```\n");
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(GUIDE)) {
            return files.filter(path -> path.toString().endsWith(".md")).sorted().toList();
        }
    }

    private static void renew(Map<String, String> regions) throws IOException {
        for (Path file : pages()) {
            String text = Files.readString(file);
            Files.writeString(file, new Page(text).renewed(
                    region -> regions.getOrDefault(region, "// there is no region " + region + "\n")));
        }
    }
}
