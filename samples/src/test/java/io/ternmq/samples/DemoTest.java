// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.server.Broker;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Plays the demo for real. The figures are those of the file; the demo itself knows none of them. */
@Timeout(120)
class DemoTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void everySubscriberGetsExactlyItsReports() {
        int status = run("--json");

        assertThat(printed(out))
                .startsWith("{\"ok\":true,\"reports\":1707,")
                .contains(row("everything", "quake.#", 1707))
                .contains(row("Alaska", "quake.ak.#", 297))
                .contains(row("strong", "quake.# magnitude >= 4.5", 85))
                .contains(row("no earthquake", "quake.# type <> 'earthquake'", 28))
                .contains(row("archive", "quake.# shared, durable, 3 consumers", 1707))
                .contains(row("answers", "replies on a temporary queue", 18))
                .contains(row("alerts", "queue alerts from strong, transacted", 82))
                .contains(row("redeliveries", "after growing pauses", 10))
                .contains(row("dead letters", "queue DLQ.alerts", 3))
                .containsPattern(pattern("publish/subscribe", 2_089))
                .containsPattern(pattern("request/reply", 12))
                .containsPattern(pattern("scatter-gather", 11))
                .containsPattern(pattern("event stream", 1_709))
                .containsPattern(pattern("pipeline", 24))
                .containsPattern(pattern("background jobs", 3))
                .contains("\"complaints\":[]");
        assertThat(status).isEqualTo(Demo.RIGHT);
    }

    @Test
    void deadLettersSayWhy() {
        run("--json");

        assertThat(printed(out)).contains("{\"headline\":\"M 5.6, 34km SE of Lae, Papua New Guinea\","
                + "\"reason\":\"MAX_DELIVERY_ATTEMPTS\",\"attempts\":4,\"origin\":\"queue://alerts\"");
    }

    @Test
    void playsTheWeekTwice() {
        int status = run("--json", "--repeat", "2");

        assertThat(printed(out))
                .startsWith("{\"ok\":true,\"reports\":3414,")
                .contains(row("everything", "quake.#", 3414))
                .contains(row("Alaska", "quake.ak.#", 594))
                .contains(row("dead letters", "queue DLQ.alerts", 6));
        assertThat(status).isEqualTo(Demo.RIGHT);
    }

    @Test
    void keepsThePace() {
        int status = run("--json", "--rate", "4000");

        assertThat(status).isEqualTo(Demo.RIGHT);
        String rate = printed(out).replaceAll("(?s).*\"publishedPerSecond\":([0-9]+).*", "$1");
        assertThat(Long.parseLong(rate)).isBetween(1L, 4_010L);
    }

    @Test
    void progressGoesToTheErrorStreamWhenTheResultIsForAMachine() {
        run("--json");

        assertThat(printed(out)).hasLineCount(1);
        assertThat(printed(err)).contains("1,707 of 1,707 published").doesNotContain("\r  [");
    }

    @Test
    void fitsIntoAHundredColumns() {
        int status = run();

        assertThat(status).isEqualTo(Demo.RIGHT);
        assertThat(printed(err)).isEmpty();
        assertThat(printed(out).lines())
                .contains("Every report found everybody who waited for it.")
                .allSatisfy(line -> assertThat(line).matches("[ -~]{0,100}"));
    }

    @Test
    void saysWhoGotAMessageTooMany() throws JMSException {
        leaveAnAlertThatNobodySent();

        int status = run();

        assertThat(status).isEqualTo(Demo.WRONG);
        assertThat(printed(out))
                .containsPattern("alerts .* 82 +83 +NO")
                .contains("  ! alerts got what is not for it, 1: uw61345682");
    }

    /** Persistent, and in a broker of the same name, so that the demo finds it. */
    private static void leaveAnAlertThatNobodySent() throws JMSException {
        try (Broker broker = Broker.builder().name("demo").start();
                JMSContext context = new TernConnectionFactory(broker.uri()).createContext()) {
            MapMessage stray = context.createMapMessage();
            stray.setIntProperty("report_number", 0);
            stray.setStringProperty("id", "stray");
            stray.setBooleanProperty("tsunami", false);
            context.createProducer().send(context.createQueue("alerts"), stray);
        }
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThat(run("--fast")).isEqualTo(Demo.USAGE);
        assertThat(printed(err)).startsWith("Sorry, the demo does not know '--fast'.").contains("Usage: ./tern demo");
        assertThat(printed(out)).isEmpty();
    }

    @Test
    void helps() {
        assertThat(run("--help")).isEqualTo(Demo.RIGHT);
        assertThat(printed(out)).startsWith("Usage: ./tern demo").contains("--rate", "--repeat", "--json");
    }

    private static String pattern(String name, int count) {
        return "\\{\"name\":\"" + name + "\",\"what\":\"[^\"]+\",\"expected\":" + count + ",\"counted\":" + count
                + ",\"ok\":true\\}";
    }

    private int run(String... args) {
        return Demo.run(args, stream(out), stream(err), false);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String printed(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String row(String name, String listensTo, int count) {
        return "{\"name\":\"" + name + "\",\"listensTo\":\"" + listensTo + "\",\"expected\":" + count
                + ",\"received\":" + count + ",\"ok\":true}";
    }
}
