// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MapBody;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MapMessageTest {

    private final TernMapMessage message = new TernMapMessage();

    @Test
    void readsWhatWasSet() throws JMSException {
        fill(message);
        TernMapMessage arrived = Samples.passed(message);

        assertThat(arrived.getBoolean("boolean")).isTrue();
        assertThat(arrived.getByte("byte")).isEqualTo((byte) 1);
        assertThat(arrived.getShort("short")).isEqualTo((short) 2);
        assertThat(arrived.getChar("char")).isEqualTo('c');
        assertThat(arrived.getInt("int")).isEqualTo(3);
        assertThat(arrived.getLong("long")).isEqualTo(4);
        assertThat(arrived.getFloat("float")).isEqualTo(5);
        assertThat(arrived.getDouble("double")).isEqualTo(6);
        assertThat(arrived.getString("string")).isEqualTo("seven");
        assertThat(arrived.getBytes("bytes")).containsExactly(8, 9);
        assertThat(arrived.getBytes("part")).containsExactly(9);
        assertThat(arrived.getObject("object")).isNull();
        assertThat(arrived.itemExists("object")).isTrue();
        assertThat(Collections.list(arrived.getMapNames())).containsExactly(
                "boolean", "byte", "short", "char", "int", "long", "float", "double", "string", "bytes", "part",
                "object");
    }

    private static void fill(TernMapMessage map) throws JMSException {
        map.setBoolean("boolean", true);
        map.setByte("byte", (byte) 1);
        map.setShort("short", (short) 2);
        map.setChar("char", 'c');
        map.setInt("int", 3);
        map.setLong("long", 4);
        map.setFloat("float", 5);
        map.setDouble("double", 6);
        map.setString("string", "seven");
        map.setBytes("bytes", new byte[] {8, 9});
        map.setBytes("part", new byte[] {8, 9}, 1, 1);
        map.setObject("object", null);
    }

    @Test
    void whatWasNotSetIsNull() throws JMSException {
        for (String name : new String[] {"absent", "", null}) {
            assertThat(message.itemExists(name)).isFalse();
            assertThat(message.getObject(name)).isNull();
            assertThat(message.getString(name)).isNull();
            assertThat(message.getBytes(name)).isNull();
            assertThat(message.getBoolean(name)).isFalse();
            assertThatThrownBy(() -> message.getInt(name)).isInstanceOf(NumberFormatException.class);
        }
    }

    @Test
    void aNameIsNeeded() {
        for (String name : new String[] {"", null}) {
            assertThatIllegalArgumentException().isThrownBy(() -> message.setInt(name, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> message.setObject(name, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> message.setBytes(name, new byte[1]));
        }
    }

    @Test
    void otherObjectsAreRefusedAtOnce() {
        for (Object value : List.of(new BigDecimal("1"), new Object(), List.of(), new Byte[0])) {
            assertThatThrownBy(() -> message.setObject("x", value)).isInstanceOf(MessageFormatException.class);
        }
        assertThat(message.itemExists("x")).isFalse();
    }

    @Test
    void isReadOnlyOnArrivalUntilCleared() throws JMSException {
        message.setInt("a", 1);
        TernMapMessage arrived = Samples.passed(message);

        for (ThrowingCallable write : new ThrowingCallable[] {
                () -> arrived.setBoolean("a", true), () -> arrived.setByte("a", (byte) 1),
                () -> arrived.setShort("a", (short) 1), () -> arrived.setChar("a", 'c'), () -> arrived.setInt("a", 1),
                () -> arrived.setLong("a", 1), () -> arrived.setFloat("a", 1), () -> arrived.setDouble("a", 1),
                () -> arrived.setString("a", "x"), () -> arrived.setBytes("a", new byte[1]),
                () -> arrived.setBytes("a", new byte[1], 0, 1), () -> arrived.setObject("a", 1),
        }) {
            assertThatThrownBy(write).isInstanceOf(MessageNotWriteableException.class);
        }
        arrived.clearBody();
        assertThat(arrived.itemExists("a")).isFalse();
        arrived.setInt("b", 2);
        assertThat(arrived.getInt("b")).isEqualTo(2);
    }

    @Test
    void arraysAreCopiedInAndOut() throws JMSException {
        byte[] mine = {1, 2};
        message.setBytes("a", mine);
        message.setObject("b", mine);
        mine[0] = 9;
        message.getBytes("a")[1] = 9;
        ((byte[]) message.getObject("b"))[1] = 9;

        assertThat(message.getBytes("a")).containsExactly(1, 2);
        assertThat(message.getBytes("b")).containsExactly(1, 2);
    }

    @Test
    void namesAreAListOfTheMoment() throws JMSException {
        message.setInt("a", 1);
        Enumeration<String> names = message.getMapNames();
        message.setInt("b", 1);

        assertThat(Collections.list(names)).containsExactly("a");
    }

    @Test
    void theSenderGoesOnWithoutTheSentMessageNoticing() throws JMSException {
        message.setInt("a", 1);
        FrozenMessage first = Samples.sent(message);
        FrozenMessage same = Samples.sent(message);
        message.setInt("a", 2);
        FrozenMessage second = Samples.sent(message);
        message.clearBody();

        assertThat(values(first)).isEqualTo(Map.of("a", 1)).isSameAs(values(same));
        assertThat(values(second)).isEqualTo(Map.of("a", 2));
    }

    @Test
    void theBodyAsAMapIsTheReadersOwn() throws JMSException {
        message.setBytes("a", new byte[] {1});
        TernMapMessage arrived = Samples.passed(message);

        @SuppressWarnings("unchecked")
        Map<String, Object> body = arrived.getBody(Map.class);
        ((byte[]) body.get("a"))[0] = 9;
        body.put("b", 2);

        assertThat(arrived.getBytes("a")).containsExactly(1);
        assertThat(arrived.itemExists("b")).isFalse();
    }

    private static Map<String, Object> values(FrozenMessage sent) {
        return ((MapBody) sent.body()).values();
    }
}
