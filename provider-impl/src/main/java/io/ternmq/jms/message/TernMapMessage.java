// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.message.Body;
import io.ternmq.message.MapBody;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message whose body is a map of named values. The map is shared with frozen messages until the next change. */
public final class TernMapMessage extends TernMessage implements MapMessage {

    private Map<String, Object> values;
    private boolean shared = true;

    /** A message with an empty map. */
    public TernMapMessage() {
        this.values = Map.of();
    }

    TernMapMessage(MapBody body) {
        this.values = body.values();
    }

    @Override
    Body freezeBody() {
        shared = true;
        return new MapBody(values);
    }

    @Override
    void eraseBody() {
        values = Map.of();
        shared = true;
    }

    @Override
    boolean hasBody() {
        return !values.isEmpty();
    }

    @Override
    boolean isAssignable(Class<?> type) {
        return type.isAssignableFrom(Map.class);
    }

    @Override
    Object bodyObject() {
        Map<String, Object> copy = new LinkedHashMap<>(values);
        copy.replaceAll((name, value) -> Conversions.toObject(value));
        return copy;
    }

    @Override
    public boolean itemExists(@Nullable String name) {
        return name != null && values.containsKey(name);
    }

    @Override
    public Enumeration<String> getMapNames() {
        return Collections.enumeration(new ArrayList<>(values.keySet()));
    }

    private @Nullable Object value(@Nullable String name) {
        return name == null ? null : values.get(name);
    }

    private void put(@Nullable String name, @Nullable Object value) throws JMSException {
        requireWritableBody();
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("A value in a map needs a name.");
        }
        if (shared) {
            values = new LinkedHashMap<>(values);
            shared = false;
        }
        values.put(name, value);
    }

    @Override
    public boolean getBoolean(@Nullable String name) throws JMSException {
        return Conversions.toBoolean(value(name));
    }

    @Override
    public byte getByte(@Nullable String name) throws JMSException {
        return Conversions.toByte(value(name));
    }

    @Override
    public short getShort(@Nullable String name) throws JMSException {
        return Conversions.toShort(value(name));
    }

    @Override
    public char getChar(@Nullable String name) throws JMSException {
        return Conversions.toChar(value(name));
    }

    @Override
    public int getInt(@Nullable String name) throws JMSException {
        return Conversions.toInt(value(name));
    }

    @Override
    public long getLong(@Nullable String name) throws JMSException {
        return Conversions.toLong(value(name));
    }

    @Override
    public float getFloat(@Nullable String name) throws JMSException {
        return Conversions.toFloat(value(name));
    }

    @Override
    public double getDouble(@Nullable String name) throws JMSException {
        return Conversions.toDouble(value(name));
    }

    @Override
    public @Nullable String getString(@Nullable String name) throws JMSException {
        return Conversions.toText(value(name));
    }

    @Override
    public byte @Nullable [] getBytes(@Nullable String name) throws JMSException {
        return Conversions.toBytes(value(name));
    }

    @Override
    public @Nullable Object getObject(@Nullable String name) {
        return Conversions.toObject(value(name));
    }

    @Override
    public void setBoolean(@Nullable String name, boolean value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setByte(@Nullable String name, byte value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setShort(@Nullable String name, short value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setChar(@Nullable String name, char value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setInt(@Nullable String name, int value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setLong(@Nullable String name, long value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setFloat(@Nullable String name, float value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setDouble(@Nullable String name, double value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setString(@Nullable String name, @Nullable String value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setBytes(@Nullable String name, byte @Nullable [] value) throws JMSException {
        put(name, Conversions.stored(value));
    }

    @Override
    public void setBytes(@Nullable String name, byte @Nullable [] value, int offset, int length) throws JMSException {
        requireWritableBody();
        put(name, Conversions.stored(value, offset, length));
    }

    @Override
    public void setObject(@Nullable String name, @Nullable Object value) throws JMSException {
        requireWritableBody();
        put(name, Conversions.stored(value));
    }
}
