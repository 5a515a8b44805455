// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** A small domain of serialisable classes. */
final class Shop {

    private Shop() {}

    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "green";
            }
        }
    }

    record Line(String article, int count) implements Serializable {}

    static class Document implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    static final class Order extends Document {
        private static final long serialVersionUID = 1L;

        final ArrayList<Line> lines = new ArrayList<>();
        Colour colour = Colour.GREEN;
        Integer[] numbers = {1, 2};
        int[][] raw = {{1}, {2, 3}};

        Order(Line... all) {
            lines.addAll(List.of(all));
        }
    }

    static final class Unserialisable implements Serializable {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // the point of this class
        final Object part = new Object();
    }

    static final class Explosive implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) {
            throw new NoClassDefFoundError("gone");
        }
    }

    static final class Chain implements Serializable {
        private static final long serialVersionUID = 1L;

        Chain next;

        static Chain of(int length) {
            Chain last = new Chain();
            for (int i = 1; i < length; i++) {
                Chain before = new Chain();
                before.next = last;
                last = before;
            }
            return last;
        }
    }

    interface Greeter extends Serializable {
        String greet();
    }

    record Handler() implements InvocationHandler, Serializable {
        @Override
        public Object invoke(Object self, Method method, Object[] arguments) {
            return "hello";
        }
    }
}
