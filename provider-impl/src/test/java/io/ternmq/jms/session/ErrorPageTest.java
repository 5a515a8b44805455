// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.jms.JmsExceptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;

/** The page of error codes tells what the tables do. */
class ErrorPageTest {

    private static final Path PAGE = Path.of("..", "docs", "errors.md");

    @Test
    void namesEveryCodeWithItsExceptions() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| TERN-"))
                .map(ErrorPageTest::firstCells)
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorPageTest::row).toList());
    }

    private static String firstCells(String line) {
        String[] cells = line.split("\\|", -1);
        return String.join("|", cells[1].strip(), cells[2].strip(), cells[3].strip());
    }

    private static String row(ErrorCode code) {
        String checked = JmsExceptions.of(code, "why").getClass().getSimpleName();
        return String.join("|", code.code(), checked, nameOf(XaCodes.translate(new ProviderException(code, "why"))));
    }

    private static String nameOf(XAException exception) {
        return switch (exception.errorCode) {
            case XAException.XAER_DUPID -> "XAER_DUPID";
            case XAException.XAER_NOTA -> "XAER_NOTA";
            case XAException.XAER_PROTO -> "XAER_PROTO";
            case XAException.XAER_RMERR -> "XAER_RMERR";
            case XAException.XA_HEURCOM -> "XA_HEURCOM";
            case XAException.XA_HEURRB -> "XA_HEURRB";
            case XAException.XAER_RMFAIL -> "XAER_RMFAIL";
            case XAException.XA_RBROLLBACK -> "XA_RBROLLBACK";
            default -> "code " + exception.errorCode;
        };
    }
}
