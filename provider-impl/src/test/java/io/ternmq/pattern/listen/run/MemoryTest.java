// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryTest {

    private static final Memory.Note NOTE = new Memory.Note(1, null, true, 0, false);

    @Test
    void keepsTheNewestThousand() {
        Memory memory = new Memory();
        for (int i = 0; i <= 1_000; i++) {
            memory.keep("id-" + i, NOTE);
        }
        assertThat(memory.of("id-0")).isNull();
        assertThat(memory.of("id-1")).isEqualTo(NOTE);
        memory.forget("id-1");
        assertThat(memory.of("id-1")).isNull();
    }

    @Test
    void aMessageWithoutANameIsNotRemembered() {
        Memory memory = new Memory();
        memory.keep(null, NOTE);
        assertThat(memory.of(null)).isNull();
    }
}
