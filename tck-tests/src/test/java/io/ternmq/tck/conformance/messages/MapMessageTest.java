// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotWriteableException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("3.11 Messages of named values")
@Section({"3.11", "MapMessage"})
class MapMessageTest extends Scene {

    private static List<ThrowingCallable> setters(MapMessage message, @Nullable String name) {
        return List.of(() -> message.setBoolean(name, true), () -> message.setByte(name, (byte) 1),
                () -> message.setShort(name, (short) 1), () -> message.setChar(name, 'c'),
                () -> message.setInt(name, 1), () -> message.setLong(name, 1), () -> message.setFloat(name, 1),
                () -> message.setDouble(name, 1), () -> message.setString(name, "x"),
                () -> {
                    message.setBytes(name, new byte[] {1});
                    message.setBytes(name, new byte[] {1}, 0, 1);
                    message.setObject(name, 1);
                });
    }

    private static List<?> names(MapMessage message) throws JMSException {
        return Collections.list((Enumeration<?>) message.getMapNames());
    }

    @Test
    void noSetterTakesAMissingName() throws Exception {
        MapMessage message = session.createMapMessage();
        for (String name : Arrays.asList(null, "")) {
            for (ThrowingCallable setter : setters(message, name)) {
                assertThatThrownBy(setter).isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("name");
            }
            assertThatThrownBy(() -> message.setObject(name, 1)).isExactlyInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> message.setBytes(name, null)).isExactlyInstanceOf(IllegalArgumentException.class);
        }
        assertThat(names(message)).isEmpty();
    }

    @Test
    @Section({"3.11.2", "MapMessage"})
    void aReadOnlyMapSaysSoWhateverIsWrongBesides() throws Exception {
        MapMessage message = through(session.createMapMessage(), MapMessage.class);
        for (String name : Arrays.asList("n", "", null)) {
            for (ThrowingCallable setter : setters(message, name)) {
                Refused.with(MessageNotWriteableException.class, setter);
            }
            Refused.with(MessageNotWriteableException.class, () -> message.setObject(name, new Object()));
            Refused.with(MessageNotWriteableException.class, () -> message.setBytes(name, new byte[1], 0, 2));
        }
    }

    @Test
    @Section("3.11.3")
    void gettersTreatAMissingNameAsNull() throws Exception {
        MapMessage message = session.createMapMessage();
        for (String name : Arrays.asList(null, "", "absent")) {
            assertThat(message.itemExists(name)).isFalse();
            assertThat(message.getObject(name)).isNull();
            assertThat(message.getString(name)).isNull();
            assertThat(message.getBytes(name)).isNull();
            assertThat(message.getBoolean(name)).isFalse();
            assertThatThrownBy(() -> message.getByte(name)).isInstanceOf(NumberFormatException.class);
            assertThatThrownBy(() -> message.getShort(name)).isInstanceOf(NumberFormatException.class);
            assertThatThrownBy(() -> message.getDouble(name)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> message.getChar(name)).isInstanceOf(NullPointerException.class);
        }
    }

    @Test
    @Section("3.11.3")
    void settingAValueAndSettingItAsAnObjectAreTheSame() throws Exception {
        MapMessage message = session.createMapMessage();
        message.setBoolean("z", true);
        message.setByte("b", (byte) 1);
        message.setShort("s", (short) 2);
        message.setChar("c", 'c');
        message.setInt("i", 3);
        message.setLong("l", 4);
        message.setFloat("f", 5);
        message.setDouble("d", 6);
        message.setString("t", "seven");
        Map<String, Object> objects = Map.of("z", true, "b", (byte) 1, "s", (short) 2, "c", 'c', "i", 3, "l", 4L,
                "f", 5f, "d", 6d, "t", "seven");
        MapMessage other = session.createMapMessage();
        for (Map.Entry<String, Object> entry : objects.entrySet()) {
            other.setObject(entry.getKey(), entry.getValue());
        }
        assertThat((Object) through(message, MapMessage.class).getBody(Map.class)).isEqualTo(objects);
        assertThat((Object) through(other, MapMessage.class).getBody(Map.class)).isEqualTo(objects);
    }

    @Test
    void anInvalidValueIsRefusedAtOnceAndKeepsTheOldOne() throws Exception {
        MapMessage message = session.createMapMessage();
        message.setInt("n", 1);
        for (Object odd : List.of(new Object(), Instant.EPOCH, Map.of(), new char[0], new Byte[0], List.of(1))) {
            assertThat(Refused.with(MessageFormatException.class, () -> message.setObject("n", odd)))
                    .hasMessageContaining("String");
        }
        assertThatThrownBy(() -> message.setBytes("n", new byte[2], 1, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(through(message, MapMessage.class).getInt("n")).isEqualTo(1);
    }

    @Test
    void aLaterValueReplacesAnEarlierOneOfAnyType() throws Exception {
        MapMessage message = session.createMapMessage();
        message.setInt("n", 1);
        message.setString("n", "two");
        message.setBytes("n", new byte[] {3});
        MapMessage received = through(message, MapMessage.class);
        assertThat(names(received).toString()).isEqualTo("[n]");
        assertThat(received.getBytes("n")).containsExactly(3);
    }

    @Test
    void namesAreEnumeratedAsTheyWereThen() throws Exception {
        MapMessage message = session.createMapMessage();
        message.setInt("one", 1);
        message.setObject("nothing", null);
        Enumeration<?> before = message.getMapNames();
        message.setInt("two", 2);
        message.clearBody();
        assertThat(Collections.list(before).stream().map(String.class::cast))
                .containsExactlyInAnyOrder("one", "nothing");
        assertThat(names(message)).isEmpty();
    }

    @Test
    void namesAreCaseSensitiveAndNullValuesExist() throws Exception {
        MapMessage message = session.createMapMessage();
        message.setString("Name", null);
        MapMessage received = through(message, MapMessage.class);
        assertThat(received.itemExists("Name")).isTrue();
        assertThat(received.itemExists("name")).isFalse();
        assertThat(received.getObject("Name")).isNull();
    }

    @Test
    @Section({"3.12", "MapMessage"})
    void aPartOfAnArrayIsCopied() throws Exception {
        byte[] array = {1, 2, 3, 4};
        MapMessage message = session.createMapMessage();
        message.setBytes("part", array, 1, 2);
        message.setBytes("none", array, 4, 0);
        message.setBytes("null", null);
        array[1] = 99;
        MapMessage received = through(message, MapMessage.class);
        received.getBytes("part")[0] = 99;
        assertThat(received.getBytes("part")).containsExactly(2, 3);
        assertThat(received.getBytes("none")).isEmpty();
        assertThat(received.getBytes("null")).isNull();
        assertThat(received.itemExists("null")).isTrue();
    }

    @Test
    @Section({"3.11.1", "3.11.2"})
    void aClearedMapCanBeReadAndWritten() throws Exception {
        MapMessage message = session.createMapMessage();
        message.setInt("old", 1);
        message.setIntProperty("kept", 2);
        MapMessage received = through(message, MapMessage.class);
        received.clearBody();
        assertThat(received.itemExists("old")).isFalse();
        received.setInt("new", 3);
        assertThat(received.getInt("new")).isEqualTo(3);
        assertThat(received.getIntProperty("kept")).isEqualTo(2);
        assertThat(names(through(received, MapMessage.class)).toString()).isEqualTo("[new]");
    }

    @Test
    void aMapMayBeLarge() throws Exception {
        MapMessage message = session.createMapMessage();
        for (int i = 0; i < 5_000; i++) {
            message.setInt("n" + i, i);
        }
        MapMessage received = through(message, MapMessage.class);
        assertThat(names(received)).hasSize(5_000);
        assertThat(received.getInt("n4999")).isEqualTo(4_999);
    }

    @Test
    @Section({"7.2", "JMSProducer"})
    void aContextsProducerRefusesAMapThatNoMessageCanHold() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Map<String, Object> odd = new HashMap<>();
        odd.put("n", new Object());
        Refused.unchecked(MessageFormatRuntimeException.class, () -> context.createProducer().send(queue, odd));
        Map<String, Object> nameless = Collections.singletonMap("", 1);
        Refused.unchecked(MessageFormatRuntimeException.class, () -> context.createProducer().send(queue, nameless));
        assertEmpty(queue);
    }

    @Test
    @Section({"7.2", "3.9", "JMSProducer"})
    void theMapGivenToAContextsProducerIsCopied() throws Exception {
        Map<String, Object> map = new HashMap<>();
        byte[] array = {1};
        map.put("array", array);
        map.put("null", null);
        map.put("n", 1);
        context(JMSContext.AUTO_ACKNOWLEDGE).createProducer().send(queue, map);
        array[0] = 99;
        map.clear();
        MapMessage received = arrived(take(queue), MapMessage.class);
        assertThat(received.getBytes("array")).containsExactly(1);
        assertThat(received.itemExists("null")).isTrue();
        assertThat(received.getInt("n")).isEqualTo(1);
    }
}
