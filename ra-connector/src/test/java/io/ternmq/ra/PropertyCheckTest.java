// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.spi.InvalidPropertyException;
import java.beans.PropertyDescriptor;
import org.junit.jupiter.api.Test;

class PropertyCheckTest {

    /** A bean with two properties. */
    public static final class Bean {

        private String colour = "red";
        private int size;

        public String getColour() {
            return colour;
        }

        public void setColour(String colour) {
            this.colour = colour;
        }

        public int getSize() {
            return size;
        }

        public void setSize(int size) {
            this.size = size;
        }
    }

    private final PropertyCheck check = new PropertyCheck(new Bean());

    @Test
    void tellsAllFaultsAtOnceWithWhatIsAllowed() {
        check.oneOf("colour", "blue", "red", "green").range("size", 11, 1, 10).given("colour", " ", "a colour");
        assertThatThrownBy(check::done)
                .isInstanceOfSatisfying(InvalidPropertyException.class, e -> assertThat(
                                e.getInvalidPropertyDescriptors())
                        .extracting(PropertyDescriptor::getName)
                        .containsExactly("colour", "size", "colour"))
                .hasMessage("Bean: Property colour is 'blue'; it must be one of red, green."
                        + " Property size is '11'; it must be from 1 to 10."
                        + " Property colour is ' '; it must be a colour.");
    }

    @Test
    void saysNothingOfWhatIsRight() {
        check.oneOf("colour", null, "red").oneOf("colour", "red", "red");
        check.range("size", 1, 1, 10).given("colour", "x", "");
        assertThatCode(check::done).doesNotThrowAnyException();
    }

    @Test
    void saysThatSomethingIsNotSet() {
        check.given("colour", null, "a colour").range("size", 0, 1, Long.MAX_VALUE);
        assertThatThrownBy(check::done)
                .hasMessageContaining("Property colour is not set; it must be a colour")
                .hasMessageContaining("Property size is '0'; it must be 1 or more");
    }

    @Test
    void refusesToSpeakOfAPropertyThatTheBeanDoesNotHave() {
        assertThatThrownBy(() -> check.fault("weight", null, "set"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no property weight");
    }
}
