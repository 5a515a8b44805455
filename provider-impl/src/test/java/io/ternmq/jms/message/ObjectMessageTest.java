// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.jms.message.Shop.Chain;
import io.ternmq.jms.message.Shop.Colour;
import io.ternmq.jms.message.Shop.Greeter;
import io.ternmq.jms.message.Shop.Line;
import io.ternmq.jms.message.Shop.Order;
import io.ternmq.message.Bytes;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.ObjectBody;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectMessageTest {

    private static final String SHOP = "io.ternmq.jms.message.Shop$";

    private final TernObjectMessage message = new TernObjectMessage();

    @Test
    void holdsASnapshotOfTheObject() throws JMSException {
        ArrayList<String> mine = new ArrayList<>(List.of("a"));
        message.setObject(mine);
        mine.add("b");

        assertThat(message.getObject()).isEqualTo(List.of("a"));
        assertThat(message.getObject()).isNotSameAs(message.getObject());
    }

    @Test
    void theSenderReadsItsOwnObjectWithoutAnyTrust() throws JMSException {
        message.setObject(new Order(new Line("pen", 2)));
        FrozenMessage sent = Samples.sent(message);

        assertThat(((Order) message.getObject()).lines).containsExactly(new Line("pen", 2));

        TernObjectMessage arrived = (TernObjectMessage) Samples.received(sent);
        arrived.clearBody();
        assertThat(arrived.getObject()).isNull();
        arrived.setObject(new Line("ink", 1));
        assertThat(arrived.getObject()).isEqualTo(new Line("ink", 1));
    }

    @Test
    void isReadOnlyOnArrivalUntilCleared() throws JMSException {
        message.setObject("x");
        TernObjectMessage arrived = Samples.passed(message);

        assertThat(arrived.getObject()).isEqualTo("x");
        assertThatThrownBy(() -> arrived.setObject("y")).isInstanceOf(MessageNotWriteableException.class);
        assertThat(arrived.getObject()).isEqualTo("x");
    }

    @Test
    void nothingIsNull() throws JMSException {
        assertThat(message.getObject()).isNull();
        assertThat(Samples.passed(message).getObject()).isNull();
        message.setObject("x");
        message.setObject(null);
        assertThat(Samples.passed(message).getObject()).isNull();
    }

    @Test
    void whatCannotBeSerialisedIsRefusedWhenItIsSet() throws JMSException {
        message.setObject("before");

        assertThatThrownBy(() -> message.setObject(new Shop.Unserialisable()))
                .isInstanceOf(MessageFormatException.class).hasMessageContaining("Unserialisable");
        assertThatThrownBy(() -> message.setObject(Chain.of(1_000_000))).isInstanceOf(MessageFormatException.class);
        assertThat(message.getObject()).isEqualTo("before");
    }

    @Test
    void theSenderGoesOnWithoutTheSentMessageNoticing() throws JMSException {
        message.setObject("a");
        FrozenMessage sent = Samples.sent(message);
        message.setObject("b");

        TernObjectMessage arrived = (TernObjectMessage) Samples.received(sent);
        assertThat(arrived.getObject()).isEqualTo("a");
        assertThat(Samples.sent(arrived).body()).isEqualTo(sent.body());
    }

    static List<Serializable> plainValues() {
        return List.of("text", 1, 2L, 'c', true, 1.5, (byte) 1, (short) 2, 1.5f, new int[] {1}, new String[][] {{"a"}},
                new Object[] {"a", 1}, new byte[0]);
    }

    @ParameterizedTest
    @MethodSource("plainValues")
    void plainValuesNeedNoTrust(Serializable value) throws JMSException {
        message.setObject(value);

        assertThat(Samples.passed(message).getObject()).isEqualTo(value);
    }

    @Test
    void aClassThatIsNotTrustedIsRefusedWithTheSettingThatAllowsIt() throws JMSException {
        message.setObject(new Line("pen", 1));

        assertThatThrownBy(() -> arrived(message).getObject())
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("ClientPolicy.withTrustedClasses(List.of(\"" + SHOP + "Line\"))")
                .hasMessageContaining("trustedClasses=" + SHOP + "Line.");
        assertThatThrownBy(() -> arrived(message, "com.acme.A", "com.acme.B").getObject())
                .hasMessageContaining("List.of(\"com.acme.A\", \"com.acme.B\", \"" + SHOP + "Line\")")
                .hasMessageContaining("trustedClasses=com.acme.A;com.acme.B;" + SHOP + "Line.");
    }

    @Test
    void everyClassInTheObjectMustBeTrusted() throws JMSException {
        message.setObject(new Order(new Line("pen", 1)));
        List<String> trusted = new ArrayList<>();
        for (String next : List.of(SHOP + "Order", SHOP + "Document", SHOP + "Colour", "java.util.ArrayList",
                SHOP + "Line")) {
            assertThatThrownBy(() -> arrived(message, trusted.toArray(String[]::new)).getObject())
                    .isInstanceOf(MessageFormatException.class).hasMessageContaining(next);
            trusted.add(next);
        }

        Order order = (Order) arrived(message, trusted.toArray(String[]::new)).getObject();

        assertThat(order.lines).containsExactly(new Line("pen", 1));
        assertThat(order.colour).isSameAs(Colour.GREEN);
        assertThat(order.raw).isDeepEqualTo(new int[][] {{1}, {2, 3}});
    }

    @Test
    void patternsTrustPackagesAndForbid() throws JMSException {
        message.setObject(new ArrayList<>(List.of(new Line("pen", 1))));

        assertThat(arrived(message, "java.util.*", "io.ternmq.**").getObject()).isEqualTo(List.of(new Line("pen", 1)));
        assertThat(arrived(message, "*").getObject()).isEqualTo(List.of(new Line("pen", 1)));
        assertThatThrownBy(() -> arrived(message, "!" + SHOP + "Line", "*").getObject())
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("forbid").hasMessageContaining(SHOP + "Line");
        assertThatThrownBy(() -> arrived(message, "*", "maxbytes=10").getObject())
                .isInstanceOf(MessageFormatException.class).hasMessageContaining("maxbytes=10");
    }

    @Test
    void arraysOfTrustedClassesAreTrustedAndOthersAreNot() throws JMSException {
        message.setObject(new Line[][] {{new Line("pen", 1)}, {}});

        assertThat(arrived(message, SHOP + "Line").getObject()).isEqualTo(new Line[][] {{new Line("pen", 1)}, {}});
        assertThatThrownBy(() -> arrived(message).getObject()).hasMessageContaining("(\"" + SHOP + "Line\")");
    }

    @Test
    void largeCollectionsPass() throws JMSException {
        Map<Integer, String> map = new HashMap<>(16, 0.3f);
        for (int i = 0; i < 10_000; i++) {
            map.put(i, "v");
        }
        message.setObject(new HashMap<>(map));
        assertThat(arrived(message, "java.util.HashMap").getObject()).isEqualTo(map);
        message.setObject((Serializable) map);
        assertThat(arrived(message, "java.util.HashMap").getObject()).isEqualTo(map);
    }

    @Test
    void anArrayThatClaimsToBeLargerThanTheMessageIsRefusedBeforeItIsMade() throws JMSException {
        message.setObject(new long[1]);
        byte[] bytes = ((ObjectBody) message.freezeBody()).serialized().toArray();
        bytes[bytes.length - 12] = 0x7F; // the length of the array stands before its one element

        assertThatThrownBy(() -> arrived(bytes).getObject())
                .isInstanceOf(MessageFormatException.class).hasMessageContaining("larger than the message");
    }

    @Test
    void anObjectThatIsNestedTooDeeplyIsRefused() throws JMSException {
        message.setObject(Chain.of(ObjectFilter.DEEPEST + 1));
        assertThatThrownBy(() -> arrived(message, "*").getObject())
                .isInstanceOf(MessageFormatException.class).hasMessageContaining("nested too deeply");

        message.setObject(Chain.of(ObjectFilter.DEEPEST));
        assertThat(arrived(message, "*").getObject()).isInstanceOf(Chain.class);
    }

    @Test
    void aProxyIsTrustedByItsInterfacesAndItsHandler() throws JMSException {
        message.setObject((Serializable) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Greeter.class}, new Shop.Handler()));

        assertThatThrownBy(() -> arrived(message).getObject()).hasMessageContaining("(\"" + SHOP + "Greeter\")");
        assertThatThrownBy(() -> arrived(message, SHOP + "Greeter").getObject())
                .hasMessageContaining(SHOP + "Handler");
        Greeter greeter = (Greeter) arrived(message, SHOP + "Greeter", SHOP + "Handler").getObject();
        assertThat(greeter.greet()).isEqualTo("hello");
    }

    @Test
    void bytesThatAreNoObjectAreAFormatError() throws JMSException {
        assertThatThrownBy(() -> arrived(new byte[] {1, 2, 3}).getObject())
                .isInstanceOf(MessageFormatException.class).hasRootCauseInstanceOf(java.io.IOException.class);
        message.setObject(new Shop.Explosive());
        assertThatThrownBy(() -> arrived(message, "*").getObject())
                .isInstanceOf(MessageFormatException.class).hasCauseInstanceOf(LinkageError.class);
    }

    @Test
    void aClassThatTheContextLoaderLacksIsFoundBesideTernMq() throws JMSException {
        message.setObject(new Line("pen", 1));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            assertThat(arrived(message, "*").getObject()).isEqualTo(new Line("pen", 1));
            thread.setContextClassLoader(null);
            assertThat(arrived(message, "*").getObject()).isEqualTo(new Line("pen", 1));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void aMalformedPatternIsASettingError() {
        assertThatThrownBy(() -> new ObjectFilter(List.of("maxdepth=deep")))
                .isInstanceOfSatisfying(ProviderException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_SETTING))
                .hasMessageContaining("maxdepth=deep");
    }

    private static TernObjectMessage arrived(TernObjectMessage sent, String... trusted) {
        return (TernObjectMessage)
                Messages.received(Samples.sent(sent), 1, null, new ObjectFilter(List.of(trusted)));
    }

    private static TernObjectMessage arrived(byte[] serialized) {
        FrozenMessage sent = Samples.sent(new TernMessage()).toBuilder()
                .body(new ObjectBody(Bytes.wrap(serialized, 0, serialized.length))).build();
        return (TernObjectMessage) Messages.received(sent, 1, null, new ObjectFilter(List.of("*")));
    }
}
