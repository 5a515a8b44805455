// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.pattern.publish.Subscription;
import io.ternmq.api.pattern.work.IdempotentConsumer;
import io.ternmq.samples.quake.Quake;
import io.ternmq.samples.quake.QuakeFile;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every sample of a pattern runs, and says what is so. */
class PatternsTest {

    private final List<Quake> quakes = QuakeFile.load();
    private final Messaging messaging =
            Messaging.over(new TernConnectionFactory("vm://" + UUID.randomUUID() + "?store=memory"));

    @AfterEach
    void close() {
        messaging.close();
    }

    @Test
    void everySubscriberGetsWhatItWants() throws Exception {
        assertThat(PublishSubscribe.play(messaging, quakes))
                .isEqualTo(new PublishSubscribe.Result(1_707, 1_707, 85, 297));
    }

    @Test
    void methodsListen() throws Exception {
        assertThat(Listening.play(messaging, quakes)).isEqualTo(quakes.get(0).headline());
    }

    @Test
    void everyQuestionIsAnsweredAndTheImpossibleOneRefused() {
        RequestReply.Result result = RequestReply.play(messaging, quakes);

        assertThat(result.headlines()).hasSize(12).containsEntry("us", "M 6.4, 22km NNE of Hualian, Taiwan");
        assertThat(result.refusal())
                .isEqualTo("seismologist refused: NO_SUCH_NETWORK, No report has come from xx");
    }

    @Test
    void gathersWhatComesAndNamesWhoIsSilent() {
        ScatterGather.Result result = ScatterGather.play(messaging, quakes, Duration.ofSeconds(2));

        String silent = quakes.get(0).network();
        assertThat(result.answers()).isEqualTo(11);
        assertThat(result.missing()).containsExactly(silent);
        assertThat(result.fastest()).isEqualTo(3);
        assertThat(result.strongest()).isEqualTo("M 6.4, 22km NNE of Hualian, Taiwan");
    }

    @Test
    void theStreamIsReadFromAnyPlaceAndMakesTheStateOfEachNetwork() throws Exception {
        EventSourcing.Result result = EventSourcing.play(messaging, quakes);

        long alaskan = quakes.stream().filter(quake -> "ak".equals(quake.network())).count();
        assertThat(result.appended()).isEqualTo(1_707);
        assertThat(result.last())
                .containsExactlyElementsOf(quakes.subList(1_704, 1_707).stream().map(Quake::headline).toList());
        assertThat(result.version()).isEqualTo(alaskan + 2);
        assertThat(result.alaska()).isEqualTo(new EventSourcing.Observatory((int) alaskan + 2, 4.8));
        assertThat(result.replayed()).isEqualTo(1_709);
        assertThat(result.shared()).isGreaterThanOrEqualTo(1_707);
    }

    @Test
    void thePipelineAlertsOfWhatIsSevereOrUnusual() throws Exception {
        QuakePipeline.Result result = QuakePipeline.play(messaging, quakes);

        long severe = quakes.stream()
                .filter(quake -> quake.isAtLeast(5.5) && "earthquake".equals(quake.type()))
                .count();
        assertThat(result.alerts().get("page")).isEqualTo((int) severe);
        assertThat(result.alerts().get("mail")).isPositive();
        assertThat(result.metrics().stage("validate").counts().in()).isEqualTo(1_707);
        assertThat(Files.readString(Path.of("../docs/guide/pipelines.md")))
                .contains("```mermaid\n" + result.graph() + "```");
    }

    @Test
    void anOrderIsShippedOrLeavesNothingBehind() throws Exception {
        OrderProcessing.Books books = new OrderProcessing.Books();

        Map<String, OrderProcessing.Outcome> outcomes = OrderProcessing.play(messaging, books);

        assertThat(outcomes).containsOnly(
                Map.entry("1", new OrderProcessing.Outcome("1", "SHIPPED", "")),
                Map.entry("2", new OrderProcessing.Outcome("2", "inventory.reserve", "OUT_OF_STOCK")),
                Map.entry("3", new OrderProcessing.Outcome("3", "payment.charge", "DECLINED")),
                Map.entry("4", new OrderProcessing.Outcome("4", "shipping.ship", "TOO_HEAVY")));
        assertThat(books.stockOf("seismograph")).isEqualTo(1);
        assertThat(books.stockOf("globe")).isEqualTo(10);
        assertThat(books.moneyOf("ann")).isEqualTo(70_000);
        assertThat(books.moneyOf("bob")).isEqualTo(5_000);
    }

    @Test
    void whatDoesNotFitGoesToTheDeadLettersWithItsPlace() throws Exception {
        assertThat(TypedMessages.play(messaging)).containsExactly(
                "order 17 for ann",
                "order.placed, order.placed",
                "does not fit: $.lines[0].quantity",
                "order.placed");
    }

    @Test
    void jobsAreScheduledLeasedAndFollowed() throws Exception {
        assertThat(BackgroundJobs.play(messaging, quakes)).isEqualTo(new BackgroundJobs.Result(
                List.of("nightly-report", "reminder"),
                "all networks",
                3,
                2,
                List.of("M 4.8, 250km SE of Kodiak, Alaska", "SUCCEEDED, 100 %"),
                "M 4.8, 250km SE of Kodiak, Alaska; M 4.3, 103km WNW of Ferndale, CA;"
                        + " M 6.4, 22km NNE of Hualian, Taiwan"));
    }

    @Test
    void aPaymentThatComesTwiceIsBookedOnce() throws Exception {
        DataSource database = derby();
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE ACCOUNT (NAME VARCHAR(20) PRIMARY KEY, CENTS BIGINT)");
            statement.execute("INSERT INTO ACCOUNT VALUES ('ann', 0)");
        }
        IdempotentConsumer.inDefaultTable().createTable(database);
        Channel payments = Channel.queue("payments");
        Subscription booking = DoneOnce.book(messaging, payments, database);
        try (Publisher<DoneOnce.Payment> publisher =
                messaging.publisher(DoneOnce.Payment.class).to(payments).open()) {
            publisher.publish(new DoneOnce.Payment("ann", 500));
            publisher.publish(new DoneOnce.Payment("ann", 70));
        }
        while (booking.metrics().processed() < 2) {
            Thread.onSpinWait();
        }
        booking.close();

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet account = statement.executeQuery("SELECT CENTS FROM ACCOUNT WHERE NAME = 'ann'")) {
            assertThat(account.next()).isTrue();
            assertThat(account.getLong(1)).isEqualTo(570);
        }
        assertThat(seenTwice(database)).isFalse();
    }

    private static DataSource derby() {
        String url = "jdbc:derby:memory:" + UUID.randomUUID() + ";create=true";
        return (DataSource) Proxy.newProxyInstance(
                PatternsTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> DriverManager.getConnection(url));
    }

    private static boolean seenTwice(DataSource database) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet seen = statement.executeQuery("SELECT MESSAGE FROM TERNMQ_CONSUMED")) {
            assertThat(seen.next()).isTrue();
            connection.setAutoCommit(false);
            boolean isNew = IdempotentConsumer.inDefaultTable().firstTime(connection, "ledger", seen.getString(1));
            connection.rollback();
            return isNew;
        }
    }
}
