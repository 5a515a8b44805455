// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What {@code docs/application-servers.md} prints is what the servers of the tests and the sample are configured with,
 * and its tables are the adapter's descriptor. Run with {@code -Dternmq.guide.write=true} to take changes over.
 */
class ServersPageTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path PAGE = MODULE.resolveSibling("docs").resolve("application-servers.md");
    private static final Path SERVERS = MODULE.resolve("servers/src/test/servers");

    private static Map<String, String> regions;
    private static Map<String, String> tables;
    private static ServersPage page;

    @BeforeAll
    static void read() throws IOException {
        regions = new Quotes()
                .below(SERVERS)
                .below(MODULE.resolveSibling("samples").resolve("jakarta-ee/src/main/java/io/ternmq/samples/ee"))
                .all();
        tables = Descriptor.read(MODULE.resolveSibling("ra-connector").resolve("src/main/rar/META-INF/ra.xml"))
                .tables();
        page = new ServersPage(Files.readString(PAGE, StandardCharsets.UTF_8));
        if (Boolean.getBoolean("ternmq.guide.write")) {
            page = page.renewed(
                    name -> regions.getOrDefault(name, "there is no region " + name + "\n"),
                    name -> tables.getOrDefault(name, "there is no class " + name + "\n"));
            Files.writeString(PAGE, page.text(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyQuoteIsWhatItsFileSays() {
        assertThat(page.quotes()).hasSizeGreaterThan(15);
        assertThat(regions).containsAllEntriesOf(page.quotes());
    }

    @Test
    void everyRegionIsPrinted() {
        Set<String> unused = new TreeSet<>(regions.keySet());
        unused.removeAll(page.quotes().keySet());
        assertThat(unused).isEmpty();
    }

    @Test
    void tablesAreTheDescriptor() {
        assertThat(page.tables()).isEqualTo(tables);
        assertThat(tables).hasSizeGreaterThan(4);
    }

    @Test
    void findsRegionsOfEveryKindOfFile() {
        Quotes quotes = new Quotes()
                .read("a.cli", List.of("# region one", "x", "# endregion", "y"))
                .read("a.xml", List.of("  <!-- region two -->", "  <b>", "", "    <c/>", "  <!-- endregion -->"))
                .read("A.java", List.of("// tag::three[]", "d", "// end::three[]"));

        assertThat(quotes.all())
                .isEqualTo(Map.of("a.cli#one", "x\n", "a.xml#two", "<b>\n\n  <c/>\n", "A.java#three", "d\n"));
    }

    @Test
    void refusesARegionThatDoesNotEnd() {
        assertThatThrownBy(() -> new Quotes().read("a.cli", List.of("# region one", "x")))
                .hasMessage("a.cli#one does not end");
        assertThatThrownBy(() -> new Quotes().read("a.cli", List.of("# region one", "# region two", "# endregion")))
                .hasMessage("a.cli: '# region two' does not belong here");
    }

    @Test
    void seesWhatIsQuotedAndLooksItUpAnew() {
        ServersPage old = new ServersPage(
                "<!-- a.cli#one -->\n```bash\nx\n```\n<!-- properties of B -->\ny\n<!-- end -->\n");

        assertThat(old.quotes()).isEqualTo(Map.of("a.cli#one", "x\n"));
        assertThat(old.tables()).isEqualTo(Map.of("B", "y\n"));
        assertThat(old.renewed(name -> "new " + name + "\n", name -> "all of " + name + "\n").text()).isEqualTo(
                "<!-- a.cli#one -->\n```bash\nnew a.cli#one\n```\n<!-- properties of B -->\nall of B\n<!-- end -->\n");
    }
}
