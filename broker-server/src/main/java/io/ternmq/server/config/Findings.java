// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a configuration, one sentence each, in the order of the file. Not for several threads. */
final class Findings {

    private record Finding(int line, String sentence) {}

    private final List<Finding> findings = new ArrayList<>();

    void add(Origin origin, String sentence) {
        Finding finding = new Finding(origin.line(), origin.text() + ": " + sentence);
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    boolean isEmpty() {
        return findings.isEmpty();
    }

    List<String> sentences() {
        return findings.stream().sorted(Comparator.comparingInt(Finding::line)).map(Finding::sentence).toList();
    }

    /** Ends the reading when something was found. */
    void throwIfAny() {
        if (!findings.isEmpty()) {
            List<String> sentences = sentences();
            String count = sentences.size() == 1 ? "one error" : sentences.size() + " errors";
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "The configuration has " + count + ":\n  " + String.join("\n  ", sentences));
        }
    }
}
