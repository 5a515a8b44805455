// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.message.Bytes;
import jakarta.jms.JMSException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Java objects to bytes and back. */
final class SerializedObject {

    private SerializedObject() {}

    static Bytes write(Serializable object) throws JMSException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw Refusals.format("An object of " + object.getClass() + " could not be serialised: " + e, e);
        }
        byte[] written = bytes.toByteArray();
        return Bytes.wrap(written, 0, written.length);
    }

    /**
     * Reads an object.
     *
     * @param filter what may be in it, or null for bytes that this very message object wrote
     */
    static Serializable read(Bytes bytes, @Nullable ObjectFilter filter) throws JMSException {
        ObjectGate gate = filter == null ? null : filter.gate(bytes.length());
        try (ObjectInputStream in = new Input(
                new ByteArrayInputStream(bytes.array(), bytes.offset(), bytes.length()))) {
            if (gate != null) {
                in.setObjectInputFilter(gate);
            }
            return (Serializable) in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
            String refusal = gate == null ? null : gate.refusal();
            throw Refusals.format(
                    refusal == null ? "The object in the message could not be read: " + e : refusal, e);
        }
    }

    /** Looks for classes where the running program's are first, and then where TernMQ's own are. */
    private static final class Input extends ObjectInputStream {

        private final @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();

        Input(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, context);
            } catch (ClassNotFoundException notThere) {
                return fallback(description, notThere);
            }
        }

        private Class<?> fallback(ObjectStreamClass description, ClassNotFoundException notThere)
                throws IOException, ClassNotFoundException {
            try {
                return super.resolveClass(description);
            } catch (ClassNotFoundException e) {
                e.addSuppressed(notThere);
                throw e;
            }
        }

        @Override
        protected Class<?> resolveProxyClass(String[] names) throws IOException, ClassNotFoundException {
            try {
                return proxyClass(names);
            } catch (ClassNotFoundException | IllegalArgumentException notThere) {
                return super.resolveProxyClass(names);
            }
        }

        @SuppressWarnings("deprecation") // nothing else names a proxy class without making an instance
        private Class<?> proxyClass(String[] names) throws ClassNotFoundException {
            Class<?>[] interfaces = new Class<?>[names.length];
            for (int i = 0; i < names.length; i++) {
                interfaces[i] = Class.forName(names[i], false, context);
            }
            return Proxy.getProxyClass(context, interfaces);
        }
    }
}
