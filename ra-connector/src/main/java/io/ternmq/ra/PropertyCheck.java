// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra;

import jakarta.resource.spi.InvalidPropertyException;
import java.beans.IntrospectionException;
import java.beans.PropertyDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the properties of a bean that a server has filled in, and tells all faults at once: which property, what it
 * is, what it may be. Passwords are never looked at. One thread.
 */
public final class PropertyCheck {

    private final Class<?> bean;
    private final List<String> sentences = new ArrayList<>();
    private final List<PropertyDescriptor> faulty = new ArrayList<>();

    /**
     * Begins with a bean.
     *
     * @param bean has a getter and a setter for each property that is looked at
     */
    public PropertyCheck(Object bean) {
        this.bean = bean.getClass();
    }

    /**
     * Says that a property is wrong.
     *
     * @param property its name
     * @param value    what it is, or null
     * @param allowed  what it may be, as in {@code "a number of milliseconds from 0"}
     * @return this check
     */
    public PropertyCheck fault(String property, @Nullable Object value, String allowed) {
        String is = value == null ? "is not set" : "is '" + value + "'";
        sentences.add("Property " + property + " " + is + "; it must be " + allowed);
        try {
            faulty.add(new PropertyDescriptor(property, bean));
        } catch (IntrospectionException e) {
            throw new IllegalArgumentException(bean.getName() + " has no property " + property, e);
        }
        return this;
    }

    /**
     * Holds a property against a condition.
     *
     * @param holds    whether its value is right
     * @param property its name
     * @param value    what it is, or null
     * @param allowed  what it may be
     * @return this check
     */
    public PropertyCheck that(boolean holds, String property, @Nullable Object value, String allowed) {
        return holds ? this : fault(property, value, allowed);
    }

    /**
     * Holds a property against the words that it may be; a property that is not set is right.
     *
     * @param property its name
     * @param value    what it is, or null
     * @param words    the words; case counts
     * @return this check
     */
    public PropertyCheck oneOf(String property, @Nullable String value, String... words) {
        boolean holds = value == null || List.of(words).contains(value);
        return that(holds, property, value, words.length == 1 ? words[0] : "one of " + String.join(", ", words));
    }

    /**
     * Holds a number against its range.
     *
     * @param property its name
     * @param value    what it is
     * @param least    the smallest that is right
     * @param most     the largest that is right
     * @return this check
     */
    public PropertyCheck range(String property, long value, long least, long most) {
        String allowed = most == Long.MAX_VALUE || most == Integer.MAX_VALUE
                ? least + " or more"
                : "from " + least + " to " + most;
        return that(value >= least && value <= most, property, value, allowed);
    }

    /**
     * Holds a property against being given.
     *
     * @param property its name
     * @param value    what it is, or null
     * @param allowed  what it may be
     * @return this check
     */
    public PropertyCheck given(String property, @Nullable String value, String allowed) {
        return that(!Objects.requireNonNullElse(value, "").isBlank(), property, value, allowed);
    }

    /**
     * Ends the check.
     *
     * @throws InvalidPropertyException when there was a fault; its message has a sentence for each
     */
    public void done() throws InvalidPropertyException {
        if (!sentences.isEmpty()) {
            InvalidPropertyException refusal =
                    new InvalidPropertyException(bean.getSimpleName() + ": " + String.join(". ", sentences) + ".");
            refusal.setInvalidPropertyDescriptors(faulty.toArray(PropertyDescriptor[]::new));
            throw refusal;
        }
    }
}
