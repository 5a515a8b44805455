// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class ReportsTest {

    private static final Row RIGHT = new Row("everything", "quake.#", 1_707, 1_707, true);
    private static final Row WRONG = new Row("archive", "quake.#", 1_707, 1_706, false);

    private static final Row PATTERN = new Row("pipeline", "alerts", 24, 24, true);

    @Test
    void theTableShowsWhoseCountIsWrong() {
        Result result = result(List.of("archive missed 1 (x1)"), RIGHT, WRONG);

        assertThat(result.isRight()).isFalse();
        assertThat(printed(result, TextReport::print))
                .containsPattern("everything .* 1,707 +1,707 +yes")
                .containsPattern("archive .* 1,707 +1,706 +NO")
                .containsPattern("consumer 2 +1,106")
                .containsPattern("pipeline +alerts +24 +24 +yes")
                .contains("! archive missed 1 (x1)", "Something is wrong")
                .contains("GIVEN_UP after 4 attempts at queue://alerts; no siren");
    }

    @Test
    void aComplaintAloneIsEnoughToBeWrong() {
        assertThat(result(List.of("DLQ.x still holds 1 message(s)"), RIGHT).isRight()).isFalse();
        assertThat(result(List.of(), RIGHT).isRight()).isTrue();
    }

    @Test
    void aPatternWithAWrongCountIsWrong() {
        Result right = result(List.of(), RIGHT);

        assertThat(right.withPatterns(List.of(WRONG)).isRight()).isFalse();
    }

    @Test
    void machinesGetOneLine() {
        assertThat(printed(result(List.of(), RIGHT), JsonReport::print))
                .hasLineCount(1)
                .startsWith("{\"ok\":true,\"reports\":1707,\"subscribers\":[{\"name\":\"everything\",")
                .contains("\"patterns\":[{\"name\":\"pipeline\",\"what\":\"alerts\",\"expected\":24,")
                .contains("\"archiveSplit\":[600,1106]", "\"cause\":\"no siren\"", "\"latencyP99Micros\":2500.0");
    }

    @Test
    void escapesWhatJsonCannotHold() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "a \"b\" \\ c\n");
        map.put("list", Arrays.asList(1, true, null, 0.5));

        assertThat(Json.write(map)).isEqualTo(
                "{\"text\":\"a \\\"b\\\" \\\\ c\\u000a\",\"list\":[1,true,null,0.5]}");
    }

    private static Result result(List<String> complaints, Row... rows) {
        return new Result(1_707, List.of(rows), List.of(PATTERN), List.of(600L, 1_106L),
                List.of(new DeadLetter("M 5.3, there", "GIVEN_UP", 4, "queue://alerts", "no siren")),
                new Speed(1_000, 5_000, 1_000, 2_500_000), complaints);
    }

    private static String printed(Result result, BiConsumer<Result, PrintStream> report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report.accept(result, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
