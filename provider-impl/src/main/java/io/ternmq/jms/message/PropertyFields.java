// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.message.PropertyMap;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a message, section 3.5. They are either shared with a frozen message or in a map of this message's
 * own; the first change after sharing copies. The delivery count is not in the map, because the map is shared by all
 * receivers.
 */
abstract class PropertyFields extends HeaderFields {

    private PropertyMap shared = PropertyMap.EMPTY;
    private @Nullable Map<String, Object> own;
    private int deliveryCount;
    private boolean readOnly;

    /** Shows the properties of a message that arrived. */
    final void showProperties(PropertyMap received, int attempt) {
        shared = received;
        deliveryCount = attempt;
        readOnly = true;
    }

    /** The properties for a frozen message. They stay shared until the next change. */
    final PropertyMap freezeProperties() {
        if (own != null) {
            shared = PropertyMap.wrap(own);
            own = null;
        }
        return shared;
    }

    /** Shows what became of the message when it was sent, even on one that its program may not change. */
    public final void showSent(String name, Object value) {
        ownProperties().put(name, value);
    }

    private Map<String, Object> ownProperties() {
        Map<String, Object> mine = own;
        if (mine == null) {
            mine = shared.isEmpty() ? new LinkedHashMap<>() : shared.toMutableMap();
            own = mine;
            shared = PropertyMap.EMPTY;
        }
        return mine;
    }

    @Override
    public final void clearProperties() {
        shared = PropertyMap.EMPTY;
        own = null;
        deliveryCount = 0;
        readOnly = false;
    }

    @Override
    public final boolean propertyExists(@Nullable String name) {
        if (name == null) {
            return false;
        }
        return isDeliveryCount(name) || (own == null ? shared.contains(name) : own.containsKey(name));
    }

    @Override
    public final Enumeration<String> getPropertyNames() {
        Collection<String> set = own == null ? shared.names() : own.keySet();
        List<String> names = new ArrayList<>(set.size() + 1);
        names.addAll(set);
        if (deliveryCount > 0) {
            names.add(PropertyNames.DELIVERY_COUNT);
        }
        return Collections.enumeration(names);
    }

    private boolean isDeliveryCount(String name) {
        return deliveryCount > 0 && name.equals(PropertyNames.DELIVERY_COUNT);
    }

    private @Nullable Object value(@Nullable String name) {
        if (name == null) {
            return null;
        }
        if (isDeliveryCount(name)) {
            return deliveryCount;
        }
        return own == null ? shared.get(name) : own.get(name);
    }

    private void requireWritableProperties() throws JMSException {
        if (readOnly) {
            throw Refusals.readOnlyProperties();
        }
    }

    /** One of the names was set that stand for streams and are no properties. */
    void useStream(String name, @Nullable Object stream) throws JMSException {
        throw Refusals.format(name + " takes a stream and is for messages of bytes, but was set to an object of type "
                + Conversions.typeName(stream) + " on a " + getClass().getSimpleName() + '.');
    }

    private void set(@Nullable String name, @Nullable Object value) throws JMSException {
        requireWritableProperties();
        String checked = PropertyNames.check(name, value);
        ownProperties().put(checked, value);
    }

    @Override
    public final boolean getBooleanProperty(@Nullable String name) throws JMSException {
        return Conversions.toBoolean(value(name));
    }

    @Override
    public final byte getByteProperty(@Nullable String name) throws JMSException {
        return Conversions.toByte(value(name));
    }

    @Override
    public final short getShortProperty(@Nullable String name) throws JMSException {
        return Conversions.toShort(value(name));
    }

    @Override
    public final int getIntProperty(@Nullable String name) throws JMSException {
        return Conversions.toInt(value(name));
    }

    @Override
    public final long getLongProperty(@Nullable String name) throws JMSException {
        return Conversions.toLong(value(name));
    }

    @Override
    public final float getFloatProperty(@Nullable String name) throws JMSException {
        return Conversions.toFloat(value(name));
    }

    @Override
    public final double getDoubleProperty(@Nullable String name) throws JMSException {
        return Conversions.toDouble(value(name));
    }

    @Override
    public final @Nullable String getStringProperty(@Nullable String name) throws JMSException {
        return Conversions.toText(value(name));
    }

    @Override
    public final @Nullable Object getObjectProperty(@Nullable String name) {
        return value(name);
    }

    @Override
    public final void setBooleanProperty(@Nullable String name, boolean value) throws JMSException {
        set(name, value);
    }

    @Override
    public final void setByteProperty(@Nullable String name, byte value) throws JMSException {
        set(name, value);
    }

    @Override
    public final void setShortProperty(@Nullable String name, short value) throws JMSException {
        set(name, value);
    }

    @Override
    public final void setIntProperty(@Nullable String name, int value) throws JMSException {
        set(name, value);
    }

    @Override
    public final void setLongProperty(@Nullable String name, long value) throws JMSException {
        set(name, value);
    }

    @Override
    public final void setFloatProperty(@Nullable String name, float value) throws JMSException {
        set(name, value);
    }

    @Override
    public final void setDoubleProperty(@Nullable String name, double value) throws JMSException {
        set(name, value);
    }

    @Override
    public final void setStringProperty(@Nullable String name, @Nullable String value) throws JMSException {
        set(name, value);
    }

    @Override
    public final void setObjectProperty(@Nullable String name, @Nullable Object value) throws JMSException {
        if (name != null && PropertyNames.isStream(name)) {
            useStream(name, value);
            return;
        }
        requireWritableProperties();
        if (!Conversions.isProperty(value)) {
            throw Refusals.format("A property cannot hold an object of type " + Conversions.typeName(value)
                    + "; it can hold Boolean, Byte, Short, Integer, Long, Float, Double and String.");
        }
        set(name, value);
    }
}
