// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import static io.ternmq.selector.Selecting.truth;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorPredicatesTest {

    @ParameterizedTest
    @CsvSource({"14,FALSE", "15,TRUE", "17,TRUE", "19,TRUE", "20,FALSE"})
    void includesBothBounds(int age, Truth expected) {
        assertThat(truth("age BETWEEN 15 AND 19", "age", age)).isEqualTo(expected);
        assertThat(truth("age NOT BETWEEN 15 AND 19", "age", age)).isEqualTo(expected.not());
    }

    @Test
    void takesArithmeticBetweenArithmetic() {
        assertThat(truth("a * 2 BETWEEN -b AND b + 1 AND TRUE", "a", 3, "b", 5)).isEqualTo(Truth.TRUE);
        assertThat(truth("2 BETWEEN a AND 3", "a", 1.5)).isEqualTo(Truth.TRUE);
        assertThat(truth("a BETWEEN 19 AND 15", "a", 17)).isEqualTo(Truth.FALSE);
    }

    @Test
    void knowsWhatOneBoundDecides() {
        assertThat(truth("a BETWEEN n AND 5", "a", 6)).isEqualTo(Truth.FALSE);
        assertThat(truth("a BETWEEN n AND 5", "a", 5)).isEqualTo(Truth.UNKNOWN);
        assertThat(truth("a NOT BETWEEN n AND 5", "a", 6)).isEqualTo(Truth.TRUE);
        assertThat(truth("a NOT BETWEEN 5 AND n", "a", 5)).isEqualTo(Truth.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"UK,TRUE", "US,TRUE", "France,TRUE", "Peru,FALSE", "uk,FALSE", "'',FALSE"})
    void findsMembers(String country, Truth expected) {
        assertThat(truth("Country IN ('UK', 'US','France' , 'US')", "Country", country)).isEqualTo(expected);
        assertThat(truth("Country NOT IN ('UK', 'US', 'France')", "Country", country)).isEqualTo(expected.not());
    }

    @ParameterizedTest
    @CsvSource({
        "12%3,123,TRUE", "12%3,12993,TRUE", "12%3,1234,FALSE", "12%3,12,FALSE", "12%3,12333,TRUE",
        "l_se,lose,TRUE", "l_se,loose,FALSE", "_bcd,abcd,TRUE", "123_,1234,TRUE", "123_,123,FALSE", "%,'',TRUE",
        "%,x,TRUE", "_,'',FALSE", "'','',TRUE", "'',x,FALSE", "%%,'',TRUE", "abc,abc,TRUE", "abc,ABC,FALSE",
        "%cd,abcd,TRUE", "%cd,cdx,FALSE", "1%,1234,TRUE", "1%,21,FALSE", "%b%,abc,TRUE", "%b%,aca,FALSE",
        "AB%CD,ABCD,TRUE", "AB%BC,ABC,FALSE", "A%x%D,AxD,TRUE", "A%x%D,AD,FALSE", "%_,a,TRUE", "_%,'',FALSE",
        "_%_,ab,TRUE", "_%_,a,FALSE", "%a_c%,xxabcaycd,TRUE", "a%b%c%,abbcc,TRUE", "%ab,aab,TRUE",
        "%aab,aaab,TRUE", "a.c,abc,FALSE", "a*,aa,FALSE", "[a],a,FALSE", "_.c,abc,FALSE", "_.c,a.c,TRUE",
        "a\\%,a\\b,TRUE", "'a\nb%','a\nbc',TRUE", "_,\uD83D\uDE00,TRUE", "__,\uD83D\uDE00,FALSE",
        "%__,\uD83D\uDE00,FALSE", "a%%,a,TRUE", "a%%b,ab,TRUE"})
    void matchesPatterns(String pattern, String value, Truth expected) {
        assertThat(truth("p LIKE '" + pattern + "'", "p", value)).isEqualTo(expected);
        assertThat(truth("p NOT LIKE '" + pattern + "'", "p", value)).isEqualTo(expected.not());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "\\_%,\\,_foo,TRUE", "\\_%,\\,bar,FALSE", "A_fo_A%f%,A,_foo%foo,TRUE", "A%fooA_,A,_foo%,FALSE",
        "A%fooA_,A,%foo_,TRUE", "A_A_,A,_A,FALSE", "\\__\\%%,\\,_a%b,TRUE", "a\\\\b,\\,a\\b,TRUE", "%%,%,%,TRUE",
        "%%,%,x,FALSE", "__%,_,_x,TRUE", "__%,_,x,FALSE"})
    void escapesWildcards(String pattern, String escape, String value, Truth expected) {
        assertThat(truth("p LIKE '" + pattern + "' ESCAPE '" + escape + "'", "p", value)).isEqualTo(expected);
    }

    @Test
    void takesASupplementaryCharacterAsEscape() {
        assertThat(truth("p LIKE '\ud83d\ude00%' ESCAPE '\ud83d\ude00'", "p", "%")).isEqualTo(Truth.TRUE);
        assertThat(truth("p LIKE '\ud83d\ude00%' ESCAPE '\ud83d\ude00'", "p", "x")).isEqualTo(Truth.FALSE);
    }

    @Test
    @Timeout(20)
    void doesNotBlowUpOnAHostilePattern() {
        Selector selector = Selector.parse("p LIKE '" + "%a".repeat(500) + "%_b'");
        String value = "a".repeat(20_000);

        assertThat(selector.matches(name -> value)).isFalse();
    }

    @Test
    void tellsNullFromAnyValue() {
        assertThat(truth("p IS NULL")).isEqualTo(Truth.TRUE);
        assertThat(truth("p IS NOT NULL")).isEqualTo(Truth.FALSE);
        assertThat(truth("p IS NULL", "p", "")).isEqualTo(Truth.FALSE);
        assertThat(truth("p IS NOT NULL", "p", false)).isEqualTo(Truth.TRUE);
    }
}
