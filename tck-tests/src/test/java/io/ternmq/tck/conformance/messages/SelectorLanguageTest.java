// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.DeliveryMode;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("3.8.1 The language of selectors")
@Section("3.8.1.1")
class SelectorLanguageTest extends Scene {

    /** Puts the one message of a test into the queue. */
    private void given(Object... namesAndValues) throws JMSException {
        Message message = session.createMessage();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            message.setObjectProperty((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        send(message);
    }

    private boolean selects(String selector) throws JMSException {
        try (QueueBrowser browser = session.createBrowser(queue, selector)) {
            return browser.getEnumeration().hasMoreElements();
        }
    }

    private void assertSelect(String... selectors) throws JMSException {
        for (String selector : selectors) {
            assertThat(selects(selector)).as(selector).isTrue();
        }
    }

    private void assertFalse(String... selectors) throws JMSException {
        for (String selector : selectors) {
            assertThat(selects(selector)).as(selector).isFalse();
            assertThat(selects("NOT (" + selector + ")")).as("NOT (%s)", selector).isTrue();
        }
    }

    private void assertUnknown(String... selectors) throws JMSException {
        for (String selector : selectors) {
            assertThat(selects(selector)).as(selector).isFalse();
            assertThat(selects("NOT (" + selector + ")")).as("NOT (%s)", selector).isFalse();
        }
    }

    private void assertRefused(String... selectors) {
        for (String selector : selectors) {
            Refused.with(InvalidSelectorException.class, () -> session.createConsumer(queue, selector));
        }
    }

    // --- literals -----------------------------------------------------------------------------------------------

    @Test
    void aStringLiteralIsInSingleQuotesAndDoublesThoseInside() throws Exception {
        given("q", "it's", "two", "''", "empty", "", "quote", "say \"x\"", "word", "AND", "wide", "\u20ac\ud83d\ude00");
        assertSelect("q = 'it''s'", "two = ''''''", "empty = ''", "quote = 'say \"x\"'", "word = 'AND'",
                "wide = '\u20ac\ud83d\ude00'");
        assertFalse("q = 'its'", "empty = ' '", "word = 'and'", "word <> 'AND'");
        assertRefused("q = 'it's'", "q = '", "q = ''''' ", "q = \"it\"");
    }

    @Test
    void anExactLiteralIsAJavaInteger() throws Exception {
        given("n", 57, "m", -957L, "max", Long.MAX_VALUE, "min", Long.MIN_VALUE, "x", 255, "zero", 0);
        assertSelect("n = 57", "n = +57", "m = -957", "n = 57L", "n = 57l", "max = 9223372036854775807",
                "min = -9223372036854775808", "x = 0xFF", "x = 0Xff", "x = 0377", "x = 0b11111111", "n = 5_7",
                "zero = 0", "zero = -0", "zero = 00");
        assertRefused("max = 9223372036854775808", "min = -9223372036854775809", "n = 5_", "n = _5 7", "x = 0xG",
                "n = 08", "n = 57x", "n = 5 7");
    }

    @Test
    void anApproximateLiteralIsAJavaFloatingPointNumber() throws Exception {
        given("k", 7000.0, "m", -5790.0, "seven", 7, "f", 0.5f, "d", -95.7, "max", Double.MAX_VALUE);
        assertSelect("k = 7E3", "k = 7e+3", "m = -57.9E2", "seven = 7.", "seven = 7.0", "f = .5", "f = 0.5f",
                "f = 5e-1D", "d = -95.7", "seven = 7d", "max = 1.7976931348623157E308", "f = 0x1p-1");
        assertRefused("k = 1E400", "k = 1e", "k = .", "k = 1.2.3", "k = 1e5.5", "k = 0x1.8");
    }

    @Test
    void booleanLiteralsAndOperatorsHaveNoCase() throws Exception {
        given("yes", true, "n", 5, "s", "ab");
        assertSelect("yes = true", "yes = TRUE", "yes = TrUe", "TRUE", "true aNd yes", "nOt FALSE", "n bEtWeEn 1 aNd 9",
                "s iN ('ab')", "s lIkE 'a%' eScApE '\\'", "absent iS nUlL", "s iS nOt NuLl", "false oR yes");
    }

    // --- identifiers --------------------------------------------------------------------------------------------

    @Test
    void anIdentifierIsAJavaIdentifierOfAnyLength() throws Exception {
        String longest = "p".repeat(20_000);
        given("$a", 1, "_b", 1, "c9", 1, "\u00fcber", 1, "\ud801\udc00x", 1, longest, 1, "NULLable", 1, "isnt", 1);
        assertSelect("$a = 1", "_b = 1", "c9 = 1", "\u00fcber = 1", "\ud801\udc00x = 1", longest + " = 1",
                "NULLable = 1", "isnt = 1");
        assertRefused("9c = 1", "a-b.c = 1", "a.b = 1", "a# = 1", "@a = 1");
    }

    @Test
    void identifiersHaveTheirCase() throws Exception {
        given("size", 1, "Size", 2);
        assertSelect("size = 1 AND Size = 2");
        assertUnknown("SIZE = 1", "sizE IS NOT NULL AND sizE = 1 OR SIZE = 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE"})
    void aReservedWordIsNoIdentifier(String word) {
        String lower = word.toLowerCase(java.util.Locale.ROOT);
        assertRefused(word + " IS NULL", lower + " IS NULL", word + " > 1", lower + " LIKE 'a'");
    }

    @Test
    void sixHeadersCanBeRead() throws Exception {
        Message message = session.createMessage();
        message.setJMSType("car");
        message.setJMSCorrelationID("c7");
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(message, DeliveryMode.NON_PERSISTENT, 7, 0);
        }
        assertSelect("JMSType = 'car'", "JMSCorrelationID = 'c7'", "JMSPriority = 7", "JMSPriority BETWEEN 6 AND 7.5",
                "JMSMessageID = '" + message.getJMSMessageID() + "'", "JMSTimestamp = " + message.getJMSTimestamp(),
                "JMSDeliveryMode = 'NON_PERSISTENT'", "JMSMessageID LIKE 'ID:%'");
        assertFalse("JMSDeliveryMode = 'PERSISTENT'", "JMSType = 'Car'", "JMSTimestamp < 1", "JMSPriority = '7'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JMSDestination", "JMSReplyTo", "JMSRedelivered", "JMSExpiration", "JMSDeliveryTime",
        "JMSfoo", "JMS", "JMSmessageID", "JMSx"})
    void noOtherHeaderCan(String name) {
        assertThat(Refused.with(
                        InvalidSelectorException.class, () -> session.createConsumer(queue, name + " IS NULL")))
                .hasMessageContaining(name).hasMessageContaining("JMSCorrelationID");
    }

    @Test
    @Section({"3.8.1.1", "3.8.1.2"})
    void aHeaderWithoutAValueIsNull() throws Exception {
        given();
        assertSelect("JMSType IS NULL", "JMSCorrelationID IS NULL", "JMSMessageID IS NOT NULL");
        assertUnknown("JMSType = 'car'", "JMSType <> 'car'", "JMSCorrelationID LIKE '%'", "JMSType NOT IN ('car')");
    }

    @Test
    @Section("3.8.1.3")
    void theDeliveryModeHasItsTwoNamesOnly() throws Exception {
        given();
        assertSelect("JMSDeliveryMode = 'PERSISTENT'", "JMSDeliveryMode <> 'NON_PERSISTENT'",
                "JMSDeliveryMode IN ('PERSISTENT')");
        assertFalse("JMSDeliveryMode = 2", "JMSDeliveryMode = 'persistent'", "JMSDeliveryMode = '2'");
    }

    @Test
    @Section("3.8.1.3")
    void timesAreMilliseconds() throws Exception {
        long before = System.currentTimeMillis();
        given("due", before + 1_000);
        assertSelect("JMSTimestamp >= " + before, "due = JMSTimestamp - JMSTimestamp + " + (before + 1_000),
                "due BETWEEN " + before + " AND " + (before + 1_000));
    }

    // --- types --------------------------------------------------------------------------------------------------

    @Test
    void aPropertyHasTheTypeThatSetIt() throws Exception {
        given("b", (byte) 2, "s", (short) 2, "i", 2, "l", 2L, "f", 2f, "d", 2d, "t", "2", "yes", "true");
        assertSelect("b = 2 AND s = 2 AND i = 2 AND l = 2 AND f = 2 AND d = 2", "b = d AND f = l", "t = '2'");
        assertFalse("t = 2", "t > 1", "t <> 2", "t BETWEEN 1 AND 3", "i = '2'", "i <> '2'", "yes = TRUE", "i = TRUE");
        assertUnknown("t + 0 = 2", "-t = -2", "yes");
    }

    @Test
    void exactAndApproximateNumbersAreComparedAsJavaPromotesThem() throws Exception {
        given("big", 9_007_199_254_740_993L, "near", 9_007_199_254_740_992.0, "f", 0.1f, "i", 3);
        assertSelect("big = near", "big = 9007199254740992.0", "big <> 9007199254740992", "f = 0.1f", "f <> 0.1",
                "i = 3.0", "i < 3.0000001", "big - 9007199254740992 = 1", "big - 9007199254740992.0 = 0");
    }

    @Test
    void arithmeticIsThatOfJava() throws Exception {
        given("seven", 7, "two", 2, "real", 2.0, "max", Integer.MAX_VALUE, "small", (byte) 100);
        assertSelect("seven / two = 3", "-seven / two = -3", "seven / real = 3.5", "seven * 1.0 / two = 3.5",
                "small + small = 200", "max + 1 = 2147483648", "seven - two - 1 = 4", "16 / 4 / two = 2",
                "1 + two * 3 = seven", "(1 + two) * 3 = 9", "- two * - two = 4", "-(-seven) = +seven", "7 = seven");
        assertUnknown("seven / 0 = 1", "absent * 2 = 2");
        assertSelect("seven / 0.0 > 1000000");
    }

    @Test
    void onlyEqualityComparesStringsAndBooleans() throws Exception {
        given("s", "b", "t", "b", "yes", true, "no", false);
        assertSelect("s = t", "s <> 'B'", "yes = yes", "yes <> no", "no = (s = 'x')", "yes = (1 < 2)");
        assertFalse("s > t", "s >= t", "yes > no", "yes >= yes", "no < yes");
        assertRefused("s > 'a'", "'a' <= s", "yes < TRUE", "s BETWEEN 'a' AND 'c'", "s = 'a' + 'b'", "TRUE + 1 = 2");
    }

    // --- operators ----------------------------------------------------------------------------------------------

    @Test
    void notBindsTighterThanAndAndThatTighterThanOr() throws Exception {
        given("t", true, "f", false);
        assertSelect("t OR t AND f", "NOT f AND t", "f AND f OR t", "NOT f OR f AND f", "NOT (t AND f)");
        assertFalse("(t OR t) AND f", "NOT t OR f", "NOT t AND f", "NOT (f OR t)", "f AND (f OR t)");
    }

    @Test
    void comparisonsBindTighterThanNotAndArithmeticTighterStill() throws Exception {
        given("n", 5);
        assertSelect("NOT n = 6", "NOT n > 5 AND n + 1 > 5", "n + 1 = 2 * 3", "NOT n BETWEEN 6 AND 7 OR n = 1");
        assertRefused("n = 5 = TRUE", "n < 6 < 7", "NOT", "n NOT = 5", "NOT 5", "n AND");
        assertSelect("(n = 5) = TRUE");
    }

    @Test
    void betweenIncludesItsBoundsAndTakesExpressions() throws Exception {
        given("age", 17, "low", 15, "half", 0.5);
        assertSelect("age BETWEEN 15 AND 19", "age BETWEEN 17 AND 17", "age NOT BETWEEN 18 AND 19",
                "age - 2 BETWEEN low AND low + 1", "half BETWEEN 0 AND 1", "5 BETWEEN 1 AND 9",
                "age BETWEEN 1 AND 20 AND low = 15", "age NOT BETWEEN 20 AND 10");
        assertFalse("age BETWEEN 18 AND 19", "age NOT BETWEEN 17 AND 19", "age BETWEEN 19 AND 15");
        assertRefused("age BETWEEN 1", "age BETWEEN 1 OR 2", "age BETWEEN (1 AND 2)", "BETWEEN 1 AND 2");
    }

    @Test
    @Section({"3.8.1.1", "3.8.1.2"})
    void betweenIsTwoComparisonsAlsoForNull() throws Exception {
        given("age", 17);
        assertUnknown("absent BETWEEN 1 AND 2", "age BETWEEN 1 AND absent", "age NOT BETWEEN 17 AND absent");
        assertFalse("age BETWEEN 18 AND absent", "age BETWEEN absent AND 16");
        assertSelect("age NOT BETWEEN 18 AND absent", "age NOT BETWEEN absent AND 16");
    }

    @Test
    void inTakesStringLiteralsOnly() throws Exception {
        given("country", "UK", "n", 1);
        assertSelect("country IN ('UK', 'US')", "country IN ('UK')", "country IN('x','UK','UK')",
                "country NOT IN ('Peru')", "country IN ('U''K') OR country IN ('UK')");
        assertFalse("country IN ('Peru')", "country NOT IN ('UK', 'US')", "country IN ('uk')", "n IN ('1')");
        assertUnknown("absent IN ('UK')", "absent NOT IN ('UK')");
        assertRefused("country IN ()", "country IN ('UK',)", "country IN 'UK'", "country IN (1)", "country IN (n)",
                "'UK' IN ('UK')", "country IN ('UK' 'US')", "country IN ('UK'", "country NOT NOT IN ('UK')");
    }

    @Test
    void likeMatchesTheWholeValue() throws Exception {
        given("phone", "12993", "word", "lose", "lines", "a\nb", "odd", "a.*(b)[c]", "empty", "", "wide",
                "\ud83d\ude00");
        assertSelect("phone LIKE '12%3'", "phone LIKE '%'", "phone LIKE '12993'", "phone LIKE '%2%9%3%'",
                "word LIKE 'l_se'", "word LIKE '____'", "lines LIKE 'a_b'", "lines LIKE 'a%'", "odd LIKE 'a.*(b)[c]'",
                "odd LIKE '%[_]'", "empty LIKE ''", "empty LIKE '%'", "wide LIKE '_'", "word NOT LIKE 'los'");
        assertFalse("phone LIKE '12%4'", "word LIKE 'l_s'", "word LIKE '_lose'", "word LIKE 'LOSE'", "odd LIKE 'a.b'",
                "empty LIKE '_'", "word NOT LIKE 'l%'", "word LIKE ''");
        assertUnknown("absent LIKE '%'", "absent NOT LIKE 'x'");
    }

    @Test
    void escapeMakesWildcardsOrdinary() throws Exception {
        given("under", "_foo", "bar", "bar", "percent", "50%", "back", "a\\b", "quote", "'");
        assertSelect("under LIKE '\\_%' ESCAPE '\\'", "percent LIKE '%!%' ESCAPE '!'", "back LIKE 'a\\b'",
                "back LIKE 'a\\\\b' ESCAPE '\\'", "under LIKE '''_foo' ESCAPE ''''", "quote LIKE ''''",
                "percent LIKE '50x%' ESCAPE 'x'");
        assertFalse("bar LIKE '\\_%' ESCAPE '\\'", "percent LIKE '5!%' ESCAPE '!'");
        assertRefused("under LIKE 'a' ESCAPE 'ab'", "under LIKE 'a' ESCAPE ''", "under LIKE 'a' ESCAPE 1",
                "under LIKE 'a' ESCAPE", "under LIKE bar", "under LIKE 1", "'a' LIKE 'a'",
                "under LIKE 'a!' ESCAPE '!'");
    }

    @Test
    void isNullTellsWhatIsMissing() throws Exception {
        Message message = session.createMessage();
        message.setStringProperty("nothing", null);
        message.setStringProperty("empty", "");
        message.setIntProperty("zero", 0);
        send(message);
        assertSelect("absent IS NULL", "nothing IS NULL", "empty IS NOT NULL", "zero IS NOT NULL",
                "NOT zero IS NULL", "NOT nothing IS NOT NULL");
        assertFalse("absent IS NOT NULL", "zero IS NULL");
        assertRefused("absent IS", "absent NULL", "absent IS NOT", "absent = NULL", "1 IS NULL", "absent IS TRUE",
                "(absent + 1) IS NULL", "NULL IS NULL", "absent NOT IS NULL");
    }

    // --- three values -------------------------------------------------------------------------------------------

    @Test
    @Section("3.8.1.2")
    void andHasItsTableOfThreeValues() throws Exception {
        given("t", true, "f", false);
        assertSelect("t AND t");
        assertFalse("t AND f", "f AND t", "f AND f", "f AND u", "u AND f");
        assertUnknown("t AND u", "u AND t", "u AND u");
    }

    @Test
    @Section("3.8.1.2")
    void orHasItsTableOfThreeValues() throws Exception {
        given("t", true, "f", false);
        assertSelect("t OR t", "t OR f", "f OR t", "t OR u", "u OR t");
        assertFalse("f OR f");
        assertUnknown("f OR u", "u OR f", "u OR u");
    }

    @Test
    @Section("3.8.1.2")
    void notLeavesUnknownUnknown() throws Exception {
        given("t", true, "f", false);
        assertFalse("t = f", "NOT t", "NOT NOT f");
        assertUnknown("u", "NOT u", "NOT NOT u", "u = u", "u <> u", "u = 1", "NOT (u > 1)", "u + 1 <> u", "-u < 0");
        assertSelect("NOT f", "NOT NOT t");
    }

    // --- form ---------------------------------------------------------------------------------------------------

    @Test
    void whiteSpaceIsThatOfJava() throws Exception {
        given("n", 5, "s", "a");
        assertSelect("\tn\n=\r\n5\f", " n=5 ", "n=5AND s='a'".replace("5AND", "5 AND"), "(n)=(5)AND(s)IN('a')",
                "n\nBETWEEN\t1\rAND\f9");
        assertRefused("n\u00a0= 5", "n = 5\u2003", "n = 5AND s = 'a'");
    }

    @Test
    void thereAreNoCommentsAndNoStatements() throws Exception {
        assertRefused("n = 5 /* five */", "n = 5 // five", "n = 5;", "SELECT n", "n = 5 WHERE n", "f(n) = 5", "n = ?",
                "n % 2 = 1", "n || 's' = 's'", "n != 5", "n == 5", "n && m", "!n", "[n] = 5", "n = 5,", "n IN ('a');");
    }

    @Test
    void parenthesesMustMatchAndMayBeDeepButNotEndless() throws Exception {
        given("t", true);
        assertSelect("(".repeat(200) + "t" + ")".repeat(200), "NOT NOT ".repeat(100) + "t");
        assertRefused("(t", "t)", "()", "((t)", "t AND (", "(".repeat(100_000), "NOT ".repeat(10_000) + "t",
                "-".repeat(10_000) + "1 = 1");
        assertThat(Refused.with(InvalidSelectorException.class,
                        () -> session.createConsumer(queue, "(".repeat(300) + "t" + ")".repeat(300))))
                .hasMessageContaining("256");
    }

    @Test
    void aSelectorMayBeLongButNotEndless() throws Exception {
        given("n", 4_000);
        StringBuilder any = new StringBuilder("n = 0");
        for (int i = 1; i <= 4_000; i++) {
            any.append(" OR n = ").append(i);
        }
        assertSelect(any.toString());
        String padded = "n = 4000" + " ".repeat(65_536 - 8);
        assertSelect(padded);
        assertThat(Refused.with(InvalidSelectorException.class, () -> session.createConsumer(queue, padded + ' ')))
                .hasMessageContaining("65536");
    }

    // --- errors -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"colour = ^", "n = 5 AND ^)", "n BETWEEN 1 ^", "n = 5 ^6", "s LIKE ^7", "^'text'",
        "s IN ('a', ^b)", "n = ^'open", "n IS ^5", "(n = 5^", "n = 1 OR ^JMSReplyTo IS NULL", "n ^! = 5", "n = ^08",
        "s LIKE 'a' ESCAPE ^'ab'", "s > ^'a'", "n + ^TRUE = 1", "\n\nn ^# 1"})
    void theErrorPointsAtTheOffendingCharacter(String marked) {
        int position = marked.indexOf('^');
        String selector = marked.replace("^", "");
        InvalidSelectorException refusal =
                Refused.with(InvalidSelectorException.class, () -> session.createConsumer(queue, selector));
        assertThat(refusal).hasMessageContaining("at position " + position + ";").hasMessageContaining("expected");
        List<String> lines = refusal.getMessage().lines().toList();
        String text = lines.get(lines.size() - 2);
        String caret = lines.get(lines.size() - 1);
        assertThat(caret.strip()).isEqualTo("^");
        int indent = text.length() - text.stripLeading().length();
        assertThat(indent).isPositive();
        int column = caret.indexOf('^') - 4;
        assertThat(column).isEqualTo(position);
        assertThat(refusal.getErrorCode()).isEqualTo("TERN-102");
    }

    @Test
    void anErrorFarInsideALongSelectorShowsItsSurroundings() throws Exception {
        String selector = "n = 1 OR ".repeat(500) + "n = #" + " OR n = 1".repeat(500);
        InvalidSelectorException refusal =
                Refused.with(InvalidSelectorException.class, () -> session.createConsumer(queue, selector));
        assertThat(refusal).hasMessageContaining("position 4504").hasMessageContaining("n = #");
        assertThat(refusal.getMessage().length()).isLessThan(600);
        List<String> lines = refusal.getMessage().lines().toList();
        int column = lines.get(lines.size() - 1).indexOf('^');
        assertThat(lines.get(lines.size() - 2).charAt(column)).isEqualTo('#');
    }

    @Test
    @Section({"3.8", "MessageConsumer"})
    void aConsumerTellsItsSelectorAsItWasWritten() throws Exception {
        for (String selector : List.of("n=5", "  n  =  5  ", "n = 5 AnD m = 6")) {
            try (MessageConsumer consumer = session.createConsumer(queue, selector)) {
                assertThat(consumer.getMessageSelector()).isEqualTo(selector);
            }
        }
    }
}
