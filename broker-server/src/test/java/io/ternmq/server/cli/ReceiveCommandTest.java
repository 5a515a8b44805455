// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ReceiveCommandTest extends BrokerTest {

    private void send(String... bodies) {
        for (String body : bodies) {
            tern("send", "orders", body);
        }
    }

    @Test
    void printsOneBodyAndLeavesTheOthers() {
        send("one", "two");
        assertThat(tern("receive", "orders").out()).isEqualTo("one\n");
        assertThat(depth("orders")).isEqualTo(1);
    }

    @Test
    void takesEverythingThereIs() {
        send("one", "two", "three");
        assertThat(tern("receive", "--all", "--timeout", "0", "orders").lines()).containsExactly("one", "two", "three");
        assertThat(depth("orders")).isZero();
    }

    @Test
    void saysByItsExitCodeThatNothingCame() {
        Run run = run().tern("receive", "--timeout", "10ms", "orders");
        assertThat(run.code()).isEqualTo(ExitCode.NOTHING);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("tern receive: No message came in time.\n");
    }

    @Test
    void saysByItsExitCodeThatTooLittleCame() {
        send("one");
        Run run = run().tern("receive", "--count", "2", "--timeout", "10ms", "orders");
        assertThat(run.code()).isEqualTo(ExitCode.NOTHING);
        assertThat(run.out()).isEqualTo("one\n");
        assertThat(run.err()).isEqualTo("tern receive: Only 1 of 2 messages came in time.\n");
    }

    @Test
    void selects() {
        tern("send", "orders", "south", "-p", "region=south");
        tern("send", "orders", "north", "-p", "region=north");
        assertThat(tern("receive", "orders", "--selector", "region = 'north'").out()).isEqualTo("north\n");
    }

    @Test
    void bytesArePrintedAsTheyAre() throws JMSException {
        byte[] body = {0, -1, 13, 10};
        try (JMSContext context = context()) {
            BytesMessage message = context.createBytesMessage();
            message.writeBytes(body);
            context.createProducer().send(context.createQueue("orders"), message);
        }
        assertThat(tern("receive", "orders").bytes()).isEqualTo(body);
    }

    @Test
    void showsHeaders() {
        tern("send", "orders", "x", "-H", "JMSType=order", "-p", "items:long=2");
        assertThat(tern("receive", "--headers", "orders").lines())
                .contains("JMSDestination: queue://orders", "JMSType: order", "items: {\"long\":2}")
                .endsWith("", "x", "");
    }

    @Test
    void appendsToAFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("orders.txt");
        send("one", "two");
        tern("receive", "orders", "--output", file.toString());
        tern("receive", "orders", "--output", file.toString());
        assertThat(file).hasContent("one\ntwo\n");
    }

    @Test
    void writesAFileForEachMessageBehindThoseThatAreThere(@TempDir Path folder) throws IOException {
        Path parcels = folder.resolve("parcels");
        send("one", "two", "three");
        tern("receive", "orders", "--count", "2", "--output", parcels + "/");
        tern("receive", "orders", "--output", parcels.toString());
        try (Stream<Path> files = Files.list(parcels)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("000001.txt", "000002.txt", "000003.txt");
        }
        assertThat(parcels.resolve("000003.txt")).hasContent("three\n");
    }

    @ParameterizedTest
    @EnumSource(Settlement.class)
    void whatCouldNotBeWrittenStaysWithTheBroker(Settlement settlement) {
        send("one", "two", "three");
        Run run = run().writingTo(new Pipe("one\ntwo\n".length()))
                .tern("receive", "--all", "--timeout", "0", "--ack", settlement.toString(), "orders");
        assertThat(run.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).startsWith("tern receive: ").contains("Broken pipe");
        List<String> left = tern("browse", "orders").lines();
        if (settlement == Settlement.AUTO) {
            assertThat(left).containsExactly("three");
        } else {
            assertThat(left).containsExactly("one", "two", "three");
        }
    }

    @Test
    void whatWasWrittenInWholeBatchesIsSettled() {
        send("one", "two", "three");
        Run run = run().writingTo(new Pipe("one\ntwo\n".length()))
                .tern("receive", "--all", "--timeout", "0", "--ack", "transacted", "--batch", "2", "orders");
        assertThat(run.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(tern("browse", "orders").lines()).containsExactly("three");
    }

    @Test
    void aFullDirectoryEntryStaysWithTheBroker(@TempDir Path folder) throws IOException {
        send("one");
        Path file = Files.writeString(folder.resolve("file"), "in the way", StandardCharsets.UTF_8);
        Run run = run().tern("receive", "orders", "--output", file + "/");
        assertThat(run.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).startsWith("tern receive: ");
        assertThat(depth("orders")).isEqualTo(1);
    }

    @Test
    void followEndsWhenNobodyReadsAnyMore() {
        send("one", "two");
        Run run = run().writingTo(new Pipe("one\n".length())).tern("receive", "--follow", "orders");
        assertThat(run.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(tern("browse", "orders").lines()).containsExactly("two");
    }

    @Test
    void aDurableSubscriptionKeepsWhatComesMeanwhile() {
        String[] receive = {
            "receive", "--durable", "ledger", "--client-id", "office", "--timeout", "0", "--all", "prices"};
        assertThat(run().tern(receive).code()).isEqualTo(ExitCode.NOTHING);
        tern("send", "--topic", "prices", "99.95");
        assertThat(tern(receive).out()).isEqualTo("99.95\n");
    }

    @Test
    void aSharedDurableSubscriptionNeedsNoClientIdentifier() {
        String[] receive = {"receive", "--shared-durable", "ledger", "--timeout", "0", "--all", "prices"};
        assertThat(run().tern(receive).code()).isEqualTo(ExitCode.NOTHING);
        tern("send", "--topic", "prices", "99.95");
        assertThat(tern(receive).out()).isEqualTo("99.95\n");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        for (String[] arguments : new String[][] {
            {"receive", "q", "--all", "--follow"},
            {"receive", "q", "--count", "2", "--all"},
            {"receive", "q", "--count", "0"},
            {"receive", "q", "--follow", "--ack", "client"},
            {"receive", "q", "--durable", "d"},
            {"receive", "q", "--durable", "d", "--client-id", "c", "--shared", "s"},
            {"receive", "q", "--json", "--headers"},
            {"receive", "q", "--ack", "never"},
            {"receive", "q", "--timeout", "soon"},
        }) {
            Run run = run().tern(arguments);
            assertThat(run.code()).as("%s: %s", String.join(" ", arguments), run.err()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).startsWith("tern receive: ").endsWith("See tern receive --help.\n");
        }
    }

    @Test
    void aSelectorThatIsNoneIsAnErrorThatPointsAtThePlace() {
        Run run = run().tern("receive", "q", "--selector", "a = = b");
        assertThat(run.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err())
                .startsWith("tern receive: TERN-102: ").endsWith("for the shell.\n    a = = b\n        ^\n");
    }

    /** Takes so many bytes; then nobody reads any more. */
    private static final class Pipe extends OutputStream {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final int room;

        Pipe(int room) {
            this.room = room;
        }

        @Override
        public void write(int value) throws IOException {
            if (taken.size() >= room) {
                throw new IOException("Broken pipe");
            }
            taken.write(value);
        }
    }
}
