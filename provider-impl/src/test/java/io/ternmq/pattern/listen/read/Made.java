// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import jakarta.json.bind.annotation.JsonbCreator;

/** A payload that says how it is made. */
public final class Made {

    final int number;

    /** The one to use. */
    @JsonbCreator
    public Made(int number) {
        this.number = number;
    }
}
