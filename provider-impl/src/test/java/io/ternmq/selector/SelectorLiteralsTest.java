// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import static io.ternmq.selector.Selecting.refusal;
import static io.ternmq.selector.Selecting.truth;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorLiteralsTest {

    @ParameterizedTest
    @CsvSource({"57,57", "-957,-957", "+62,62", "0,0", "0L,0", "00,0", "57l,57", "035,29", "0_35L,29",
        "0x1d,29", "0X1DL,29", "0b1_01,5", "1_000_000,1000000", "9223372036854775807,9223372036854775807",
        "-9223372036854775808,-9223372036854775808", "- 9223372036854775808L,-9223372036854775808",
        "0xFFFF_FFFF,4294967295", "0xFFFFFFFFFFFFFFFF,-1", "-0x8000000000000000,-9223372036854775808",
        "01777777777777777777777,-1"})
    void readsExactNumbersAsJavaDoes(String literal, long value) {
        assertThat(truth("p = " + literal, "p", value)).isEqualTo(Truth.TRUE);
        assertThat(truth(literal + " = p", "p", value)).isEqualTo(Truth.TRUE);
        assertThat(truth("p = " + literal, "p", value + 1)).as("an exact number and not a rounded one")
                .isEqualTo(Truth.FALSE);
    }

    @ParameterizedTest
    @CsvSource({"7E3,7000", "-57.9E2,-5790", "7.,7", "-95.7,-95.7", "+6.2,6.2", ".7e4,7000", "0.0,0", "0.,0",
        "08.5,8.5", "09e1,90", "1e+2,100", "1e-2d,0.01", "5d,5", "5F,5", "1_0.2_5,10.25", "0x1p3,8",
        "0x.8P1f,1", "0x1.8p-1D,0.75",
        "1.7976931348623157E308,1.7976931348623157E308", "4.9e-324,4.9e-324"})
    void readsApproximateNumbersAsJavaDoes(String literal, double value) {
        assertThat(truth("p = " + literal, "p", value)).isEqualTo(Truth.TRUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08", "1abc", "5AND", "0x", "0xg", "0b2", "1_", "0x_1", "1__", "1.2.3", "1e", "1e+",
        "1._5", "1_.5", "0x1.8", "0x1p", "1p3", "5ff", "5Ld", "1e5L", "1.5L", "5\u0663", "3.a", "1..2"})
    void refusesWhatJavaWouldNotRead(String literal) {
        SelectorSyntaxException refusal = refusal("p = " + literal + " AND q");

        assertThat(refusal.position()).isEqualTo(4);
        assertThat(refusal).hasMessageContaining("'" + literal + "' is not a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "-(9223372036854775808)",
        "0x10000000000000000", "02000000000000000000000", "1e309", "1e-400", "4e38f", "1e-50f"})
    void refusesNumbersOutOfRange(String literal) {
        assertThat(refusal("p = " + literal)).hasMessageContaining("out of range");
    }

    @Test
    void readsStringsWithDoubledQuotes() {
        assertThat(truth("p = 'literal''s'", "p", "literal's")).isEqualTo(Truth.TRUE);
        assertThat(truth("p = ''", "p", "")).isEqualTo(Truth.TRUE);
        assertThat(truth("p = ''''", "p", "'")).isEqualTo(Truth.TRUE);
        assertThat(truth("p = '''a'''''", "p", "'a''")).isEqualTo(Truth.TRUE);
        assertThat(truth("p = '\u20ac\ud83d\ude00\\n\n'", "p", "\u20ac\ud83d\ude00\\n\n")).isEqualTo(Truth.TRUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_correct", "$correct", "a1$_", "\u00e4\u00f6\u0394", "Nullable", "NOTE", "\ud835\udc9ex",
        "\u0131s", "like_", "jmsType", "JMSXAnything", "JMS_TERN_x", "JMSType", "JMSPriority", "JMSTimestamp",
        "JMSMessageID",
        "JMSCorrelationID", "JMSDeliveryMode"})
    void takesAsIdentifier(String name) {
        assertThat(truth(name + " = 1", name, 1)).isEqualTo(Truth.TRUE);
        assertThat(Selector.parse(name + " IS NULL").identifiers()).containsExactly(name);
    }

    @Test
    void keepsTheCaseOfIdentifiers() {
        assertThat(truth("myProp = TRUE AND MYpROP = FALSE", "myProp", true, "MYpROP", false)).isEqualTo(Truth.TRUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE",
        "escape", "Null"})
    void refusesReservedWordsAsIdentifiers(String word) {
        refusal(word + " = 0");
        refusal(word + " > 0");
        refusal(word + " IS NULL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JMSDestination", "JMSReplyTo", "JMSExpiration", "JMSRedelivered", "JMSDeliveryTime",
        "JMSOther", "JMS"})
    void refusesOtherHeaderFieldsAndSaysWhichMayBeRead(String name) {
        SelectorSyntaxException refusal = refusal("a = 1 OR " + name + " IS NULL");

        assertThat(refusal.position()).isEqualTo(9);
        assertThat(refusal).hasMessageContaining("'" + name + "' cannot be read by a selector")
                .hasMessageContaining("JMSDeliveryMode, JMSPriority, JMSMessageID")
                .hasMessageContaining("JMSTimestamp, JMSCorrelationID, JMSType");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\f", "\n", "\r", "\r\n", " \n\t "})
    void skipsTheWhiteSpaceOfJava(String space) {
        assertThat(truth(space + "p" + space + "=" + space + "'x'" + space, "p", "x")).isEqualTo(Truth.TRUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u000b", "\u00a0", "\u2028", "\u3000"})
    void refusesOtherWhiteSpace(String space) {
        assertThat(refusal("p" + space + "= 1").position()).isEqualTo(1);
    }
}
