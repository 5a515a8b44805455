// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.quake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvReaderTest {

    @Test
    void splitsAtCommas() throws IOException {
        assertThat(rows("a,b,c\n1,2,3\n")).containsExactly(List.of("a", "b", "c"), List.of("1", "2", "3"));
    }

    @Test
    void keepsCommasWithinQuotes() throws IOException {
        assertThat(rows("1,\"37km NNE of Amboy, Washington\",x"))
                .containsExactly(List.of("1", "37km NNE of Amboy, Washington", "x"));
    }

    @Test
    void readsADoubledQuoteAsOne() throws IOException {
        assertThat(rows("\"the \"\"big\"\" one\",\"\",\"\"\"\"\n"))
                .containsExactly(List.of("the \"big\" one", "", "\""));
    }

    @Test
    void keepsEmptyFields() throws IOException {
        assertThat(rows(",a,\n,\n")).containsExactly(List.of("", "a", ""), List.of("", ""));
    }

    @Test
    void endsRowsTheUnixAndTheWindowsWay() throws IOException {
        assertThat(rows("a\r\nb\nc")).containsExactly(List.of("a"), List.of("b"), List.of("c"));
    }

    @Test
    void keepsLineBreaksWithinQuotes() throws IOException {
        assertThat(rows("\"two\r\nlines\",x\r\n")).containsExactly(List.of("two\r\nlines", "x"));
    }

    @Test
    void findsNothingInNothing() throws IOException {
        assertThat(rows("")).isEmpty();
    }

    @Test
    void refusesAQuoteThatIsNeverClosed() {
        assertThatThrownBy(() -> rows("a\nb,\"c\nd\n"))
                .isInstanceOf(IOException.class)
                .hasMessage("The quote opened in line 2 is never closed");
    }

    private static List<List<String>> rows(String text) throws IOException {
        CsvReader reader = new CsvReader(new StringReader(text));
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row = reader.next(); row != null; row = reader.next()) {
            rows.add(row);
        }
        return rows;
    }
}
