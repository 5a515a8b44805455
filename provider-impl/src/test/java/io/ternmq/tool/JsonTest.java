// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void readsEveryKindOfValue() {
        JsonValue read = JsonReader.read(" {\"a\" : [1, -0.5e+3, true,false,null, \"x\\u0041\\n\\/\"], \"b\":{}}\t");
        assertThat(read).isEqualTo(new JsonValue.Members(2, Map.of(
                "a", new JsonValue.Elements(9, List.of(
                        new JsonValue.Numeral(10, "1"),
                        new JsonValue.Numeral(13, "-0.5e+3"),
                        new JsonValue.Truth(22, true),
                        new JsonValue.Truth(27, false),
                        new JsonValue.Nothing(33),
                        new JsonValue.Text(39, "xA\n/"))),
                "b", new JsonValue.Members(59, Map.of()))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "                | 1 | too early",
        "{               | 2 | too early",
        "{\"a\":1,}      | 8 | name in quotation marks",
        "{\"a\":1 \"b\"} | 8 | comma or }",
        "{\"a\"1}        | 5 | colon",
        "{\"a\":1,\"a\":2} | 8 | second time",
        "[1,]            | 4 | value is expected",
        "[1 2]           | 4 | comma or ]",
        "01              | 2 | follows the end",
        "+1              | 1 | value is expected",
        "-               | 2 | digit",
        "1.              | 3 | digit",
        "1e              | 3 | digit",
        ".5              | 1 | value",
        "tru             | 1 | value",
        "nul             | 1 | value",
        "NaN             | 1 | value",
        "\"a             | 3 | too early",
        "\"\\x\"         | 3 | no escape",
        "\"\\u12g4\"     | 6 | hexadecimal",
        "\"\\uFF\u0661\u0661\"     | 6 | hexadecimal",
        "'a'             | 1 | value",
        "{} {}           | 4 | follows the end",
    })
    void refusesWhatIsNoJsonAndSaysWhere(String text, int column, String why) {
        JsonException refused =
                catchThrowableOfType(JsonException.class, () -> JsonReader.read(text == null ? "" : text));
        assertThat(refused).as("%s", text).isNotNull().hasMessageContaining(why);
        assertThat(refused.column()).isEqualTo(column);
    }

    @Test
    void refusesControlCharactersInStrings() {
        JsonException refused = catchThrowableOfType(JsonException.class, () -> JsonReader.read("\"a\tb\""));
        assertThat(refused).isNotNull().hasMessageContaining("escape");
        assertThat(refused.column()).isEqualTo(3);
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        String deepest = "[".repeat(JsonReader.DEEPEST) + "]".repeat(JsonReader.DEEPEST);
        assertThat(JsonReader.read(deepest)).isInstanceOf(JsonValue.Elements.class);
        JsonException refused =
                catchThrowableOfType(JsonException.class, () -> JsonReader.read("[".repeat(100_000)));
        assertThat(refused).isNotNull().hasMessageContaining("nested");
        assertThat(refused.column()).isEqualTo(JsonReader.DEEPEST + 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "plain", "\"\\/\b\f\n\r\t\u0000\u001F\u007F", "\uD83D\uDE00", "\uD83D", "\uDE00\uD83D",
        "a\uDE00", "\uFFFF\u2028"
    })
    void writesStringsThatAreReadTheSame(String text) {
        String json = new JsonWriter().value(text).toString();
        assertThat(JsonReader.read(json)).isEqualTo(new JsonValue.Text(1, text));
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).as("as UTF-8").isEqualTo(json);
    }
}
