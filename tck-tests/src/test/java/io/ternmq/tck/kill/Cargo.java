// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.Arrays;
import java.util.Random;

/** Messages whose bodies can be told from their names, so that a spoilt one is recognised. */
final class Cargo {

    private static final String PRODUCER = "producer";
    private static final String NUMBER = "number";
    private static final String DUE = "due";
    private static final int USUAL = 1_500;
    private static final int LARGE = 200_000;
    private static final int HUGE = 1_300_000;

    private Cargo() {}

    /** Makes a message; most are small, some are not, and very few are larger than a batch of a store may be. */
    static Message make(Session session, MessageId id, Random random) throws JMSException {
        int kind = random.nextInt(1_000);
        int most = kind == 0 ? HUGE : kind < 10 ? LARGE : USUAL;
        BytesMessage message = session.createBytesMessage();
        byte[] body = new byte[most == HUGE ? HUGE : random.nextInt(most)];
        fill(body, id);
        message.writeBytes(body);
        message.setIntProperty(PRODUCER, id.producer());
        message.setIntProperty(NUMBER, id.number());
        return message;
    }

    /** Says before which moment it must not come. */
    static void setDue(Message message, long millis) throws JMSException {
        message.setLongProperty(DUE, millis);
    }

    static MessageId nameOf(Message message) throws JMSException {
        return new MessageId(message.getIntProperty(PRODUCER), message.getIntProperty(NUMBER));
    }

    /** By how many milliseconds it is early at a moment; 0 or less when it is not. */
    static long earlyBy(Message message, long nowMillis) throws JMSException {
        return message.propertyExists(DUE) ? message.getLongProperty(DUE) - nowMillis : 0;
    }

    /** Whether the body is the one that was sent. */
    static boolean isSound(Message message) throws JMSException {
        if (!(message instanceof BytesMessage bytes)) {
            return false;
        }
        byte[] body = new byte[Math.toIntExact(bytes.getBodyLength())];
        byte[] expected = new byte[body.length];
        fill(expected, nameOf(message));
        bytes.readBytes(body);
        return Arrays.equals(body, expected);
    }

    private static void fill(byte[] body, MessageId id) {
        int seed = id.producer() * 31 + id.number() * 17 + body.length;
        for (int i = 0; i < body.length; i++) {
            seed = seed * 1_103_515_245 + 12_345;
            body[i] = (byte) (seed >>> 16);
        }
    }
}
