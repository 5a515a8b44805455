// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectorTest {

    private static final String EXAMPLE = "JMSType = 'car' AND color = 'blue' AND weight > 2500";

    @Test
    void matchesTheExampleOfTheSpecification() {
        Selector selector = Selector.parse(EXAMPLE);

        assertThat(selector.matches(car(2501)::get)).isTrue();
        assertThat(selector.matches(car(2500)::get)).isFalse();
    }

    private static Map<String, Object> car(int weight) {
        return Selecting.message("JMSType", "car", "color", "blue", "weight", weight);
    }

    @Test
    void doesNotMatchWhenUnknown() {
        assertThat(Selector.parse(EXAMPLE).matches(name -> null)).isFalse();
    }

    @Test
    void keepsItsText() {
        assertThat(Selector.parse("  a  is NULL ").text()).isEqualTo("  a  is NULL ");
        assertThat(Selector.parse("a IS NULL")).hasToString("a IS NULL");
    }

    @Test
    void namesItsIdentifiersInOrderOfAppearance() {
        Selector selector = Selector.parse(
                "b IN ('x') OR (a + -c * b BETWEEN d AND 3 AND e LIKE 'f') OR g IS NULL OR h");

        assertThat(selector.identifiers()).containsExactly("b", "a", "c", "d", "e", "g", "h");
        assertThat(Selector.parse("TRUE").identifiers()).isEmpty();
    }

    @Test
    void refusesToHaveItsIdentifiersChanged() {
        assertThatThrownBy(() -> Selector.parse("a").identifiers().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void isEqualToASelectorOfTheSameText() {
        Selector selector = Selector.parse("a = 1");

        assertThat(selector).isEqualTo(Selector.parse("a = 1")).hasSameHashCodeAs(Selector.parse("a = 1"));
        assertThat(selector).isNotEqualTo(Selector.parse("a  = 1")).isNotEqualTo("a = 1");
    }

    @Test
    void readsDeliveryModeAsItsName() {
        Selector selector = Selector.parse("JMSDeliveryMode = 'NON_PERSISTENT'");

        assertThat(selector.matches(name -> "NON_PERSISTENT")).isTrue();
        assertThat(selector.matches(name -> "PERSISTENT")).isFalse();
    }
}
