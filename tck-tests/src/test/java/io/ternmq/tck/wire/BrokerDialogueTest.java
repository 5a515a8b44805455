// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import static io.ternmq.tck.wire.ScriptedClient.ask;
import static io.ternmq.tck.wire.ScriptedClient.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.message.Address;
import io.ternmq.message.Bytes;
import io.ternmq.message.BytesBody;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.wire.Features;
import io.ternmq.protocol.wire.Frame;
import io.ternmq.protocol.wire.Wire;
import io.ternmq.server.config.AcceptorPolicy;
import io.ternmq.server.config.LoginPolicy;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.MapMessage;
import jakarta.jms.MessageProducer;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real acceptor and a scripted client. */
class BrokerDialogueTest {

    private static final Address QUEUE = Address.queue("scripted");
    private static final LoginPolicy STRICT = new LoginPolicy(300, 256, 16_384, 1_000);

    private static Harbour harbour() throws IOException {
        return harbour(policy -> policy);
    }

    private static Harbour harbour(UnaryOperator<AcceptorPolicy> change) throws IOException {
        return new Harbour(change.apply(AcceptorPolicy.DEFAULT.withAddress("127.0.0.1", 0)), false);
    }

    private static void expectBye(Talk<Frame.FromBroker> talk, ErrorCode code) throws IOException {
        assertThat(talk.expect(Frame.Bye.class).code()).isEqualTo(code);
        talk.expectEnd();
    }

    // --- strangers -------------------------------------------------------------------------------------------------

    @Test
    void answersAHelloWithWhatBothCanDo() throws Exception {
        try (Harbour harbour = harbour();
                Talk<Frame.FromBroker> talk = harbour.client().stranger()) {
            talk.say(new Frame.Hello(Integer.MAX_VALUE, -1L, 5, harbour.name()));
            Frame.Welcome welcome = talk.expect(Frame.Welcome.class);
            assertThat(welcome.version()).isEqualTo(Wire.VERSION);
            assertThat(welcome.features()).isEqualTo(Features.ALL);
            assertThat(welcome.heartbeatMillis()).isEqualTo(100);
            assertThat(welcome.mechanisms()).containsExactly("ANONYMOUS");
        }
    }

    @Test
    void refusesAVersionThatNeverWas() throws Exception {
        try (Harbour harbour = harbour();
                Talk<Frame.FromBroker> talk = harbour.client().stranger()) {
            talk.say(new Frame.Hello(0, 0, 1_000, harbour.name()));
            expectBye(talk, ErrorCode.PROTOCOL);
        }
    }

    @Test
    void refusesOtherProtocols() throws Exception {
        try (Harbour harbour = harbour();
                Talk<Frame.FromBroker> http = harbour.client().stranger();
                Talk<Frame.FromBroker> magic = harbour.client().stranger()) {
            http.sayBytes("GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            expectBye(http, ErrorCode.PROTOCOL);
            byte[] hello = Talk.bytesOf(harbour.client().hello());
            hello[5] ^= 1;
            magic.sayBytes(hello);
            expectBye(magic, ErrorCode.PROTOCOL);
        }
    }

    @Test
    void refusesRequestsBeforeTheLogin() throws Exception {
        try (Harbour harbour = harbour()) {
            for (Frame frame : List.of(
                    new Frame.Ask(1, new Connect(null, null, null)),
                    new Frame.Login("ANONYMOUS", Bytes.EMPTY),
                    new Frame.Response(Bytes.EMPTY),
                    new Frame.Start(),
                    new Frame.Resume(Bytes.EMPTY, 0),
                    new Frame.Received(3),
                    Frame.Beat.INSTANCE)) {
                try (Talk<Frame.FromBroker> talk = harbour.client().stranger()) {
                    talk.say(frame);
                    expectBye(talk, ErrorCode.PROTOCOL);
                }
            }
            try (Talk<Frame.FromBroker> talk = harbour.client().stranger()) {
                talk.say(harbour.client().hello());
                talk.expect(Frame.Welcome.class);
                talk.say(new Frame.Start());
                expectBye(talk, ErrorCode.PROTOCOL);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 16_385, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesLengthsBeyondTheLimitBeforeABodyComes(int length) throws Exception {
        try (Harbour harbour = harbour();
                Talk<Frame.FromBroker> talk = harbour.client().stranger()) {
            talk.sayBytes((byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length);
            expectBye(talk, ErrorCode.PROTOCOL);
        }
    }

    @Test
    void sendsAwayWhoSaysNothingOrNotEnough() throws Exception {
        try (Harbour harbour = harbour(policy -> policy.withLogin(STRICT));
                Talk<Frame.FromBroker> silent = harbour.client().stranger();
                Talk<Frame.FromBroker> half = harbour.client().stranger();
                Talk<Frame.FromBroker> known = harbour.client().loggedIn()) {
            byte[] hello = Talk.bytesOf(harbour.client().hello());
            half.sayBytes(Arrays.copyOf(hello, hello.length - 1));
            expectBye(silent, ErrorCode.TIMEOUT);
            expectBye(half, ErrorCode.TIMEOUT);
            expectBye(known, ErrorCode.TIMEOUT);
            harbour.awaitOpen(0);
        }
    }

    /** A byte now and then does not stretch the time. */
    @Test
    void sendsAwayWhoSpeaksTooSlowly() throws Exception {
        try (Harbour harbour = harbour(policy -> policy.withLogin(STRICT));
                Talk<Frame.FromBroker> slow = harbour.client().stranger()) {
            long begun = System.nanoTime();
            byte[] hello = Talk.bytesOf(harbour.client().hello());
            for (int i = 0; i < hello.length && harbour.acceptor().openConnections() > 0; i++) {
                slow.sayBytes(hello[i]);
                harbour.pause(25);
            }
            expectBye(slow, ErrorCode.TIMEOUT);
            assertThat(System.nanoTime() - begun).isLessThan(5_000_000_000L);
        }
    }

    @Test
    void takesUpNoMoreThanTheLimitsAllow() throws Exception {
        LoginPolicy two = new LoginPolicy(10_000, 2, 16_384, 1_000);
        try (Harbour harbour = harbour(policy -> policy.withLogin(two));
                Talk<Frame.FromBroker> first = harbour.client().stranger();
                Talk<Frame.FromBroker> second = harbour.client().stranger()) {
            harbour.awaitOpen(2);
            try (Talk<Frame.FromBroker> third = harbour.client().stranger()) {
                third.expectEnd();
            }
            assertThat(harbour.acceptor().refusedConnections()).isEqualTo(1);
            start(harbour.client().logIn(first));
            start(harbour.client().logIn(second));
            try (Talk<Frame.FromBroker> third = harbour.client().loggedIn()) {
                start(third);
            }
        }
    }

    @Test
    void takesUpNoMoreConnectionsThanItMay() throws Exception {
        AcceptorPolicy two = new AcceptorPolicy("127.0.0.1", 0, null, LoginPolicy.DEFAULT, 2, 15_000, 10_000, 1 << 20);
        try (Harbour harbour = new Harbour(two, false);
                Talk<Frame.FromBroker> first = harbour.client().loggedIn()) {
            start(first);
            try (Talk<Frame.FromBroker> second = harbour.client().loggedIn();
                    Talk<Frame.FromBroker> third = harbour.client().stranger()) {
                start(second);
                third.expectEnd();
            }
            harbour.awaitOpen(1);
            try (Talk<Frame.FromBroker> third = harbour.client().loggedIn()) {
                start(third);
            }
        }
    }

    @Test
    void takesUpNoMorePerSecondThanItMay() throws Exception {
        LoginPolicy slow = new LoginPolicy(10_000, 256, 16_384, 5);
        try (Harbour harbour = harbour(policy -> policy.withLogin(slow))) {
            List<Talk<Frame.FromBroker>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(harbour.client().stranger());
            }
            harbour.await(() -> harbour.acceptor().refusedConnections() >= 10);
            assertThat(harbour.acceptor().openConnections()).isBetween(1, 10);
            for (Talk<Frame.FromBroker> each : all) {
                each.close();
            }
            harbour.awaitOpen(0);
        }
    }

    // --- clients ---------------------------------------------------------------------------------------------------

    @Test
    void refusesRequestsBeforeTheConnectionIsAskedFor() throws Exception {
        try (Harbour harbour = harbour();
                Talk<Frame.FromBroker> talk = harbour.client().loggedIn()) {
            talk.say(new Frame.Start());
            talk.expect(Frame.Started.class);
            ask(talk, 1, new OpenConsumer(1, new Source.OfQueue(QUEUE), null), Reply.Refused.class);
            ask(talk, 2, new Connect(null, null, null), Reply.Connected.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x10, 0x1F, 0x3F, 0x4F, 0x50, 0x60, 0x6F, 0x73, 0x7F, 0x80, 0xFF})
    void endsTheConnectionForAFrameThatIsOutOfPlace(int type) throws Exception {
        try (Harbour harbour = harbour();
                Talk<Frame.FromBroker> talk = harbour.client().loggedIn()) {
            Frame.Started started = start(talk);
            talk.sayBytes((byte) 0, (byte) 0, (byte) 0, (byte) 2, (byte) type, (byte) 0);
            expectBye(talk, ErrorCode.PROTOCOL);
            try (Talk<Frame.FromBroker> again = harbour.client().loggedIn()) {
                again.say(new Frame.Resume(started.key(), 1));
                expectBye(again, ErrorCode.CONNECTION_LOST);
            }
        }
    }

    @Test
    void goesOnWithExactlyWhatTheClientHasNotReceived() throws Exception {
        try (Harbour harbour = harbour()) {
            Frame.Started started;
            List<Long> first;
            try (Talk<Frame.FromBroker> talk = harbour.client().loggedIn()) {
                started = start(talk);
                prepare(talk, 5, 10);
                first = deliveries(talk, 5);
            }
            try (Talk<Frame.FromBroker> talk = harbour.client().loggedIn()) {
                talk.say(new Frame.Resume(started.key(), 1 + 5 + 1 + 2));
                Frame.Resumed resumed = talk.expect(Frame.Resumed.class);
                assertThat(resumed.received()).isEqualTo(1 + 5 + 1 + 1);
                assertThat(deliveries(talk, 3)).isEqualTo(first.subList(2, 5));
                ask(talk, 99, new Acknowledge(1, first.get(0), 0), Reply.Done.class);
            }
        }
    }

    /** The second break comes while what was lost by the first one is still being said again. */
    @Test
    void keepsTheOrderWhenTheLinkBreaksWhileItGoesOn() throws Exception {
        int count = 60;
        try (Harbour harbour = harbour(policy -> policy.withHeartbeatMillis(60_000))) {
            Frame.Started started;
            try (Talk<Frame.FromBroker> talk = Talk.narrow(harbour.acceptor().address())) {
                started = start(harbour.client().logIn(talk));
                prepare(talk, count, 64 * 1024);
                assertThat(deliveries(talk, 40)).hasSize(40);
            }
            long received = 1L + count + 1 + 2;
            for (int i = 0; i < 3; i++) {
                try (Talk<Frame.FromBroker> talk = Talk.narrow(harbour.acceptor().address())) {
                    harbour.client().logIn(talk).say(new Frame.Resume(started.key(), received));
                    talk.expect(Frame.Resumed.class);
                    received += deliveries(talk, 2).size();
                }
            }
            try (Talk<Frame.FromBroker> talk = harbour.client().loggedIn()) {
                talk.say(new Frame.Resume(started.key(), received));
                talk.expect(Frame.Resumed.class);
                int rest = count - 8;
                long next = 1L + count - rest;
                assertThat(deliveries(talk, rest))
                        .isEqualTo(LongStream.range(next, next + rest).boxed().toList());
            }
        }
    }

    @Test
    void doesNotGoOnWithWhatIsNotTheClients() throws Exception {
        try (Harbour harbour = new Harbour(AcceptorPolicy.DEFAULT.withAddress("127.0.0.1", 0), true);
                Talk<Frame.FromBroker> talk = harbour.client().as("ann").loggedIn()) {
            Frame.Started started = start(talk);
            byte[] wrong = started.key().toArray();
            wrong[0] ^= 1;
            refusesToGoOn(harbour.client().as("ann"), new Frame.Resume(Bytes.copyOf(wrong), 1));
            refusesToGoOn(harbour.client().as("ann"), new Frame.Resume(Bytes.EMPTY, 1));
            refusesToGoOn(harbour.client().as("bob"), new Frame.Resume(started.key(), 1));
            ask(talk, 2, new OpenConsumer(1, new Source.OfQueue(QUEUE), null), Reply.Done.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, -1, Long.MAX_VALUE, Long.MIN_VALUE})
    void doesNotGoOnWithCountsThatCannotBe(long received) throws Exception {
        try (Harbour harbour = harbour();
                Talk<Frame.FromBroker> talk = harbour.client().loggedIn()) {
            Frame.Started started = start(talk);
            talk.say(new Frame.Received(1));
            ask(talk, 2, new OpenConsumer(1, new Source.OfQueue(QUEUE), null), Reply.Done.class);
            refusesToGoOn(harbour.client(), new Frame.Resume(started.key(), received));
        }
    }

    private static void refusesToGoOn(ScriptedClient client, Frame.Resume resume) throws IOException {
        try (Talk<Frame.FromBroker> other = client.loggedIn()) {
            other.say(resume);
            expectBye(other, ErrorCode.CONNECTION_LOST);
        }
    }

    /** Neither what waits for it nor what it says costs the others their turn, and in the end it is taken for gone. */
    @Test
    void servesOthersBesideAClientThatNeverReads() throws Exception {
        try (Harbour harbour = harbour(policy -> policy.withHeartbeatMillis(200).withResumeMillis(0));
                Talk<Frame.FromBroker> deaf = Talk.narrow(harbour.acceptor().address());
                Talk<Frame.FromBroker> other = harbour.client().loggedIn()) {
            start(harbour.client().logIn(deaf));
            prepare(deaf, 200, 64 * 1024);
            start(other);
            ask(other, 2, new OpenConsumer(1, new Source.OfQueue(Address.queue("other")), null), Reply.Done.class);
            for (int i = 3; i < 50; i++) {
                ask(other, i, new Send(message(Address.queue("other"), i, 10), 0, false), Reply.Done.class);
                other.say(Frame.Beat.INSTANCE);
            }
            harbour.await(() -> {
                other.say(Frame.Beat.INSTANCE);
                return harbour.acceptor().openConnections() == 1;
            });
        }
    }

    /** A client that sent it would be hung up on, come back and send it again for ever. */
    @Test
    void aMessageThatIsTooLongIsRefusedAndNothingElse() throws Exception {
        AcceptorPolicy small =
                new AcceptorPolicy("127.0.0.1", 0, null, LoginPolicy.DEFAULT, 10, 15_000, 10_000, 64 * 1024);
        try (Harbour harbour = new Harbour(small, false);
                Connection connection = new TernConnectionFactory(harbour.acceptor().uri()).createConnection();
                Session session = connection.createSession();
                MessageProducer producer = session.createProducer(session.createQueue("long"))) {
            MapMessage map = session.createMapMessage();
            map.setBytes("content", new byte[70_000]);
            assertThatThrownBy(() -> producer.send(map))
                    .isInstanceOf(ResourceAllocationException.class)
                    .hasMessageContaining("65536 is the most that the broker takes");
            map.setBytes("content", new byte[60_000]);
            producer.send(map);
        }
    }

    /** The client keeps what it sends until the broker has confirmed it, and no more than it has room for. */
    @Test
    void confirmsLongFramesBeforeTheClientHasToWait() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), BrokerDialogueTest::sendsLongFrames);
    }

    private static void sendsLongFrames() throws Exception {
        try (Harbour harbour = harbour();
                Connection connection = new TernConnectionFactory(harbour.acceptor().uri()).createConnection();
                Session session = connection.createSession();
                MessageProducer producer = session.createProducer(session.createQueue("long"))) {
            MapMessage map = session.createMapMessage();
            map.setBytes("content", new byte[3 << 20]);
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            for (int i = 0; i < 12; i++) {
                producer.send(map);
            }
        }
    }

    @Test
    void saysByeWhenItCloses() throws Exception {
        try (Harbour harbour = harbour();
                Talk<Frame.FromBroker> talk = harbour.client().loggedIn()) {
            start(talk);
            harbour.acceptor().drain(50);
            harbour.acceptor().close();
            expectBye(talk, ErrorCode.CONNECTION_LOST);
        }
    }

    /** Fills the queue and takes from it, without being told of anything but the deliveries yet. */
    private static void prepare(Talk<Frame.FromBroker> talk, int messages, int bytes) throws IOException {
        for (int i = 0; i < messages; i++) {
            ask(talk, 2 + i, new Send(message(QUEUE, i, bytes), 0, false), Reply.Done.class);
        }
        ask(talk, 2 + messages, new OpenConsumer(1, new Source.OfQueue(QUEUE), null), Reply.Done.class);
        talk.say(new Frame.Ask(0, new Credit(1, messages)));
    }

    private static FrozenMessage message(Address to, long number, int bytes) {
        return FrozenMessage.to(to, new MessageId("scripted", number))
                .persistent(true)
                .body(new BytesBody(Bytes.copyOf(new byte[bytes])))
                .build();
    }

    private static List<Long> deliveries(Talk<Frame.FromBroker> talk, int count) throws IOException {
        List<Long> deliveries = new ArrayList<>();
        while (deliveries.size() < count) {
            if (talk.expect(Frame.Tell.class).event() instanceof Event.Deliver deliver) {
                deliveries.add(deliver.delivery());
            }
        }
        return deliveries;
    }
}
