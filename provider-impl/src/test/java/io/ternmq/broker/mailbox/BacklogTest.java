// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import io.ternmq.broker.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BacklogTest {

    @Test
    void behavesLikeAPlainList() {
        Seeds.each(seed -> new BacklogModel(new SplittableRandom(seed)).run());
    }
}
