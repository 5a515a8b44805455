// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import org.junit.jupiter.api.Test;

/** What annotations say. */
class ContextKeyTest {

    @Test
    void nothingSaidIsTheDefault() {
        assertThat(ContextKey.of(null)).isEqualTo(new ContextKey("", null, null, JMSContext.AUTO_ACKNOWLEDGE));
    }

    @Test
    void passwordIsNotShown() {
        assertThat(new ContextKey("audit", "anna", "secret", 1).toString()).contains("anna").doesNotContain("secret");
    }
}
