// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter that is a header of the message: {@code JMSMessageID}, {@code JMSCorrelationID}, {@code JMSType}, {@code
 * JMSTimestamp}, {@code JMSExpiration}, {@code JMSDeliveryTime}, {@code JMSPriority}, {@code JMSDeliveryMode}, {@code
 * JMSRedelivered}, {@code JMSDestination}, {@code JMSReplyTo}. Times may be {@code long} milliseconds or an {@code
 * Instant}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface MessageHeader {

    /** Name of the header. */
    String value();
}
