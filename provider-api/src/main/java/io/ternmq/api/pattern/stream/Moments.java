// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads moments as people write them: with or without seconds, in UTC or with an offset. */
final class Moments {

    private Moments() {}

    static Instant parse(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
