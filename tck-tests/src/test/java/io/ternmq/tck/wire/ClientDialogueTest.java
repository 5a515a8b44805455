// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import static io.ternmq.tck.wire.ScriptedAcceptor.answer;
import static io.ternmq.tck.wire.ScriptedAcceptor.expectAsk;
import static io.ternmq.tck.wire.ScriptedAcceptor.letIn;
import static io.ternmq.tck.wire.ScriptedAcceptor.logIn;
import static io.ternmq.tck.wire.ScriptedAcceptor.welcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.api.policy.NetworkPolicy;
import io.ternmq.api.policy.ReconnectPolicy;
import io.ternmq.message.Bytes;
import io.ternmq.message.MessageId;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Disconnect;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.wire.Features;
import io.ternmq.protocol.wire.Frame;
import io.ternmq.protocol.wire.Wire;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real client and a scripted broker. */
class ClientDialogueTest {

    /** A heartbeat that a test waits for. */
    private static final long LIVELY_MILLIS = 500;
    private static final NetworkPolicy NETWORK = network(10_000);

    /** Those of tests that are over: their clients still look for them, and are not to find another test's door. */
    private static final List<ScriptedAcceptor> LEFT = new ArrayList<>();

    private final ExecutorService program = Executors.newCachedThreadPool();
    private final BlockingQueue<JMSException> told = new LinkedBlockingQueue<>();
    private ScriptedAcceptor broker;

    @BeforeEach
    void open() throws IOException {
        broker = new ScriptedAcceptor();
    }

    @AfterEach
    void close() {
        program.shutdownNow();
        LEFT.add(broker);
    }

    @AfterAll
    static void closeAll() throws IOException {
        for (ScriptedAcceptor left : LEFT) {
            left.close();
        }
        LEFT.clear();
    }

    private static NetworkPolicy network(long connectMillis) {
        return new NetworkPolicy(
                connectMillis,
                ScriptedAcceptor.HEARTBEAT_MILLIS,
                false,
                new ReconnectPolicy(10_000, 5, 20),
                NetworkPolicy.DEFAULT.tls());
    }

    private Future<Connection> connect() {
        return connect(broker.uri(), NETWORK);
    }

    private Future<Connection> connect(String uri, NetworkPolicy network) {
        return program.submit(() -> {
            Connection connection =
                    new TernConnectionFactory(uri, ClientPolicy.DEFAULT.withNetwork(network)).createConnection();
            connection.setExceptionListener(told::add);
            return connection;
        });
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    private void assertRefused(Future<Connection> connecting, Class<? extends JMSException> type, String words) {
        assertThatThrownBy(() -> await(connecting))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(type)
                .hasMessageContaining(words);
    }

    // --- before the connection stands ------------------------------------------------------------------------------

    @Test
    void saysHelloThenWhoItIsThenStarts() throws Exception {
        Future<Connection> connecting = connect(broker.uri() + "/harbour", NETWORK);
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            Frame.Hello hello = client.expect(Frame.Hello.class);
            assertThat(hello).isEqualTo(
                    new Frame.Hello(Wire.VERSION, Features.ALL, ScriptedAcceptor.HEARTBEAT_MILLIS, "harbour"));
            client.say(welcome());
            assertThat(client.expect(Frame.Login.class).mechanism()).isEqualTo("ANONYMOUS");
            client.say(new Frame.Accepted(Bytes.EMPTY));
            client.expect(Frame.Start.class);
            client.say(new Frame.Started(ScriptedAcceptor.KEY, 1_000));
            Connect connect = (Connect) answer(client, Connect.class, new Reply.Connected("scripted"));
            assertThat(connect.password()).isNull();
            Connection connection = await(connecting);
            Future<?> closing = program.submit(() -> {
                connection.close();
                return null;
            });
            answer(client, Disconnect.class, Reply.Done.INSTANCE);
            await(closing);
            client.expectEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 1_000_000})
    void refusesAVersionThatItDoesNotSpeak(int version) throws Exception {
        Future<Connection> connecting = connect();
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            client.expect(Frame.Hello.class);
            client.say(welcome(version, 50));
            assertRefused(connecting, JMSException.class, "speaks version " + version);
            client.expectEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, ScriptedAcceptor.HEARTBEAT_MILLIS + 1, Long.MAX_VALUE})
    void refusesAHeartbeatThatWasNotAskedFor(long millis) throws Exception {
        Future<Connection> connecting = connect();
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            client.expect(Frame.Hello.class);
            client.say(welcome(Wire.VERSION, millis));
            assertRefused(connecting, JMSException.class, "promises one of " + millis);
        }
    }

    @Test
    void tellsWhyItIsNotLetIn() throws Exception {
        Future<Connection> connecting = connect();
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            client.expect(Frame.Hello.class);
            client.say(welcome());
            client.expect(Frame.Login.class);
            client.say(new Frame.Bye(ErrorCode.SECURITY, "Nobody knows you here."));
            assertRefused(connecting, JMSSecurityException.class, "Nobody knows you here.");
            client.expectEnd();
        }
    }

    @Test
    void refusesAnAnswerThatIsOutOfPlace() throws Exception {
        Future<Connection> connecting = connect();
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            client.expect(Frame.Hello.class);
            client.say(new Frame.Resumed(0));
            assertRefused(connecting, JMSException.class, "answered with a Resumed where a Welcome should be");
        }
    }

    @Test
    void givesUpABrokerThatSaysNothing() throws Exception {
        Future<Connection> connecting = connect(broker.uri(), network(500));
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            client.expect(Frame.Hello.class);
            assertRefused(connecting, JMSException.class, "No broker answers");
            client.expectEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void refusesALengthThatIsNone(int length) throws Exception {
        Future<Connection> connecting = connect();
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            client.expect(Frame.Hello.class);
            client.sayBytes(
                    (byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length, (byte) 0x11);
            assertRefused(connecting, JMSException.class, Integer.toUnsignedString(length) + " bytes");
        }
    }

    @Test
    void triesTheAddressesInTheirOrder() throws Exception {
        try (ScriptedAcceptor other = new ScriptedAcceptor()) {
            Future<Connection> connecting = connect("failover:(" + broker.uri() + ',' + other.uri() + ')', NETWORK);
            broker.visitor().close();
            try (Talk<Frame.FromClient> client = other.visitor()) {
                letIn(client);
                assertThat(await(connecting)).isNotNull();
            }
        }
    }

    // --- while it stands -------------------------------------------------------------------------------------------

    @Test
    void showsThatItIsAliveWhenItHasNothingToSay() throws Exception {
        Future<Connection> connecting = connect();
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            letIn(client, LIVELY_MILLIS);
            await(connecting);
            for (int i = 0; i < 3; i++) {
                client.say(Frame.Beat.INSTANCE);
                client.expect(Frame.Beat.class);
            }
        }
    }

    @Test
    void leavesABrokerThatHasFallenSilentAndGoesOn() throws Exception {
        Future<Connection> connecting = connect();
        try (Talk<Frame.FromClient> silent = broker.visitor()) {
            letIn(silent, LIVELY_MILLIS);
            await(connecting);
            silent.expectEnd();
        }
        try (Talk<Frame.FromClient> again = broker.visitor()) {
            logIn(again, LIVELY_MILLIS);
            assertThat(again.expect(Frame.Resume.class)).isEqualTo(new Frame.Resume(ScriptedAcceptor.KEY, 1));
            again.say(new Frame.Resumed(1));
            again.expect(Frame.Beat.class);
            assertThat(told).isEmpty();
        }
    }

    @Test
    void takesAFrameThatComesInPieces() throws Exception {
        Future<Connection> connecting = connect();
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            client.expect(Frame.Hello.class);
            for (byte each : Talk.bytesOf(welcome())) {
                client.sayBytes(each);
            }
            client.expect(Frame.Login.class);
            client.say(new Frame.Accepted(Bytes.EMPTY));
            client.expect(Frame.Start.class);
            client.say(new Frame.Started(ScriptedAcceptor.KEY, 1_000));
            answer(client, Connect.class, new Reply.Connected("scripted"));
            assertThat(await(connecting)).isNotNull();
        }
    }

    @Test
    void endsTheConnectionForAFrameThatIsNone() throws Exception {
        Future<Connection> connecting = connect();
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            letIn(client);
            await(connecting);
            client.sayBytes((byte) 0, (byte) 0, (byte) 0, (byte) 1, (byte) 0x7F);
            JMSException why = told.poll(10, TimeUnit.SECONDS);
            assertThat(why).isNotNull();
            assertThat(why.getErrorCode()).isEqualTo(ErrorCode.PROTOCOL.code());
            client.expectEnd();
        }
        assertThat(told).isEmpty();
    }

    /** Half of an answer is no answer: the request is answered where the connection goes on. */
    @Test
    void goesOnWhereTheLinkBrokeInTheMiddleOfAFrame() throws Exception {
        Future<Connection> connecting = connect();
        Future<?> sending;
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            letIn(client);
            sending = send(await(connecting), 1);
            long number = expectAsk(client, Send.class).number();
            byte[] reply = Talk.bytesOf(new Frame.DoneRange(number, 1));
            client.sayBytes(Arrays.copyOf(reply, reply.length - 1));
        }
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            logIn(client);
            assertThat(client.expect(Frame.Resume.class).received()).isEqualTo(1);
            client.say(new Frame.Resumed(2));
            client.say(new Frame.DoneRange(2, 1));
            await(sending);
        }
    }

    /** What the broker has received is not sent again, and all that it has not is, in its order. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4})
    void sendsAgainExactlyWhatWasNotReceived(int lost) throws Exception {
        int count = 4;
        Future<Connection> connecting = connect();
        List<Frame.Ask> heard = new ArrayList<>();
        Connection connection;
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            letIn(client);
            connection = await(connecting);
            for (int i = 0; i < count; i++) {
                Future<?> unused = send(connection, 1);
                heard.add(expectAsk(client, Send.class));
            }
        }
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            logIn(client);
            client.expect(Frame.Resume.class);
            client.say(new Frame.Resumed(1 + count - lost));
            List<Frame.Ask> again = new ArrayList<>();
            for (int i = 0; i < lost; i++) {
                again.add(expectAsk(client, Send.class));
            }
            assertThat(ids(again)).isEqualTo(ids(heard.subList(count - lost, count)));
            Future<?> next = send(connection, 1);
            Frame.Ask last = expectAsk(client, Send.class);
            assertThat(ids(heard)).doesNotContainAnyElementsOf(ids(List.of(last)));
            client.say(new Frame.Answer(last.number(), Reply.Done.INSTANCE));
            await(next);
        }
    }

    @Test
    void beginsAnewWithABrokerThatDoesNotKnowTheConnection() throws Exception {
        Future<Connection> connecting = connect();
        Future<?> sending;
        Frame.Ask first;
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            letIn(client);
            sending = send(await(connecting), 1);
            first = expectAsk(client, Send.class);
        }
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            logIn(client);
            client.expect(Frame.Resume.class);
            client.say(new Frame.Bye(ErrorCode.CONNECTION_LOST, "There is no such connection."));
        }
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            letIn(client);
            Send again = (Send) answer(client, Send.class, Reply.Done.INSTANCE);
            assertThat(again.isResend()).isTrue();
            assertThat(again.message().id()).isEqualTo(((Send) first.request()).message().id());
            await(sending);
            assertThat(told).isEmpty();
        }
    }

    /**
     * The broker may have carried out what was said in an attempt that broke, and keep the client identifier for it.
     */
    @Test
    void takesThePlaceOfItsLastAttemptToBeginAnew() throws Exception {
        Bytes second = Bytes.copyOf(new byte[] {5, 6, 7, 8});
        Future<Connection> connecting = connect();
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            letIn(client);
            await(connecting);
        }
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            logIn(client);
            client.expect(Frame.Resume.class);
            client.say(new Frame.Bye(ErrorCode.CONNECTION_LOST, "There is no such connection."));
        }
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            logIn(client);
            assertThat(client.expect(Frame.Start.class).former()).isEqualTo(ScriptedAcceptor.KEY);
            client.say(new Frame.Started(second, 1_000));
            expectAsk(client, Connect.class);
        }
        for (int attempt = 0; attempt < 2; attempt++) { // one that did not get so far changes nothing
            try (Talk<Frame.FromClient> client = broker.visitor()) {
                logIn(client);
                assertThat(client.expect(Frame.Start.class).former()).isEqualTo(second);
            }
        }
        try (Talk<Frame.FromClient> client = broker.visitor()) {
            letIn(client);
            assertThat(told).isEmpty();
        }
    }

    private static List<MessageId> ids(List<Frame.Ask> sends) {
        return sends.stream().map(ask -> ((Send) ask.request()).message().id()).toList();
    }

    private Future<?> send(Connection connection, int count) {
        return program.submit(() -> {
            try (Session session = connection.createSession();
                    MessageProducer producer = session.createProducer(session.createQueue("scripted"))) {
                for (int i = 0; i < count; i++) {
                    producer.send(session.createTextMessage("message " + i));
                }
            }
            return null;
        });
    }
}
