// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.listen.Acknowledgement;
import io.ternmq.api.listen.Batch;
import io.ternmq.api.listen.BatchOutcome;
import io.ternmq.api.listen.MessageHeader;
import io.ternmq.api.listen.MessageProperty;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.TraceContext;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is told of wrong parameters, payloads and results. */
@SuppressWarnings("UnusedVariable") // what a method takes is what is tested
class ParameterFaultsTest {

    /** Can be read. */
    public record Order(int number) {}

    interface Shape {}

    abstract static class Animal {}

    /** Can be made by those who know a number. */
    public static class Closed {

        /** Nobody knows that it is the one to use. */
        Closed(int number) {
            assertThat(number).isPositive();
        }
    }

    /** Can be made by itself. */
    public static class Hidden {
        Hidden() {}
    }

    record Secret(int number) {}

    class Inner {
        ParameterFaultsTest outer() {
            return ParameterFaultsTest.this;
        }
    }

    @Test
    void refusesWhatAListenerCannotBeGiven() {
        class Bean {
            @QueueListener("alerts")
            void context(JMSContext context) {}

            @QueueListener("alerts")
            void thread(Thread thread) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "context(JMSContext) | Parameter 1 (JMSContext) is nothing that a listener can be given. | A "
                        + "listener takes one payload or Incoming, a Message, a TraceContext, an Acknowledgement, and "
                        + "parameters annotated with @MessageHeader or @MessageProperty.",
                "thread(Thread) | Parameter 1 (Thread) is a payload that JSON Binding cannot read: "
                        + "java.lang.Thread is nothing that JSON stands for. | Take String, byte[], a public record, a "
                        + "public class with a public constructor without parameters or with @JsonbCreator, or "
                        + "a List or "
                        + "Map of these.");
    }

    @Test
    void refusesTwoPayloads() {
        class Bean {
            @QueueListener("alerts")
            void on(Order order, String customer) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(Order, String) | Parameter 2 (String) is a second payload besides "
                        + "ParameterFaultsTest.Order, and a message has one. | Annotate it with @MessageHeader or "
                        + "@MessageProperty, or put both into one record.");
    }

    @Test
    void refusesPayloadsThatNobodyCanMake() {
        class Bean {
            @QueueListener("a")
            void a(Shape shape) {}

            @QueueListener("b")
            void b(Animal animal) {}

            @QueueListener("c")
            void c(Closed closed) {}

            @QueueListener("d")
            void d(Hidden hidden) {}

        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "a(Shape) | Parameter 1 (ParameterFaultsTest.Shape) is a payload that JSON Binding cannot "
                        + "read: ParameterFaultsTest.Shape is an interface. | Take String, byte[], a public record, a "
                        + "public class with a public constructor without parameters or with @JsonbCreator, or "
                        + "a List or "
                        + "Map of these.",
                "b(Animal) | Parameter 1 (ParameterFaultsTest.Animal) is a payload that JSON Binding cannot "
                        + "read: ParameterFaultsTest.Animal is an abstract class. | Take String, byte[], a public "
                        + "record, a public class with a public constructor without parameters or with "
                        + "@JsonbCreator, or "
                        + "a List or Map of these.",
                "c(Closed) | Parameter 1 (ParameterFaultsTest.Closed) is a payload that JSON Binding cannot "
                        + "read: ParameterFaultsTest.Closed has no constructor that it may call. | Take String, "
                        + "byte[], "
                        + "a public record, a public class with a public constructor without parameters or with "
                        + "@JsonbCreator, or a List or Map of these.",
                "d(Hidden) | Parameter 1 (ParameterFaultsTest.Hidden) is a payload that JSON Binding cannot "
                        + "read: ParameterFaultsTest.Hidden has no constructor that it may call. | Take String, "
                        + "byte[], "
                        + "a public record, a public class with a public constructor without parameters or with "
                        + "@JsonbCreator, or a List or Map of these.");
    }

    @Test
    void refusesPayloadsThatNobodyMayMake() {
        class Bean {
            @QueueListener("e")
            void e(Inner inner) {}

            @QueueListener("f")
            void f(Supplier<String> text) {}

            @QueueListener("g")
            void g(Secret secret) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "e(Inner) | Parameter 1 (ParameterFaultsTest.Inner) is a payload that JSON Binding cannot "
                        + "read: ParameterFaultsTest.Inner is an inner class that is not static. | Take String, "
                        + "byte[], "
                        + "a public record, a public class with a public constructor without parameters or with "
                        + "@JsonbCreator, or a List or Map of these.",
                "f(Supplier) | Parameter 1 (Supplier<String>) is a payload that JSON Binding cannot read: "
                        + "java.util.function.Supplier is nothing that JSON stands for. | Take String, byte[], "
                        + "a public "
                        + "record, a public class with a public constructor without parameters or with "
                        + "@JsonbCreator, or "
                        + "a List or Map of these.",
                "g(Secret) | Parameter 1 (ParameterFaultsTest.Secret) is a payload that JSON Binding cannot "
                        + "read: ParameterFaultsTest.Secret is not public. | Take String, byte[], a public record, a "
                        + "public class with a public constructor without parameters or with @JsonbCreator, or "
                        + "a List or "
                        + "Map of these.");
    }

    @Test
    void refusesPayloadsThatAreNoClasses() {
        class Bean {
            @QueueListener("a")
            <T> void a(T anything) {}

            @QueueListener("b")
            void b(List<? super Order> orders) {}

            @QueueListener("c")
            void c(Incoming<?> message) {}

            @QueueListener("d")
            @SuppressWarnings("rawtypes")
            void d(Incoming message) {}

            @QueueListener("e")
            void e(Map<String, Shape[]> shapes) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "a(Object) | Parameter 1 (T) is a payload that JSON Binding cannot read: the type variable T "
                        + "stands for no class here. | Take String, byte[], a public record, a public class with a "
                        + "public constructor without parameters or with @JsonbCreator, or a List or Map of these.",
                "b(List) | Parameter 1 (List<? super ParameterFaultsTest.Order>) is a payload that JSON "
                        + "Binding cannot read: the wildcard ? super ParameterFaultsTest.Order stands for no "
                        + "class. | "
                        + "Take String, byte[], a public record, a public class with a public constructor without "
                        + "parameters or with @JsonbCreator, or a List or Map of these.",
                "c(Incoming) | Parameter 1 (Incoming<?>) is a payload that JSON Binding cannot read: the "
                        + "wildcard ? stands for no class. | Take String, byte[], a public record, a public "
                        + "class with a "
                        + "public constructor without parameters or with @JsonbCreator, or a List or Map of these.",
                "d(Incoming) | Parameter 1 (Incoming) does not say of which type its payload is. | Write "
                        + "Incoming<Order>, for example.",
                "e(Map) | Parameter 1 (Map<String, ParameterFaultsTest.Shape[]>) is a payload that JSON "
                        + "Binding cannot read: ParameterFaultsTest.Shape is an interface. | Take String, byte[], a "
                        + "public record, a public class with a public constructor without parameters or with "
                        + "@JsonbCreator, or a List or Map of these.");
    }

    @Test
    void takesPayloadsThatJsonStandsFor() {
        class Bean {
            @QueueListener("a")
            void a(Made made) {}

            @QueueListener("b")
            void b(List<Order> orders) {}

            @QueueListener("c")
            void c(Incoming<Map<String, Object>> message) {}

            @QueueListener("d")
            void d(int number) {}

            @QueueListener("e")
            void e(byte[] bytes, Message message, TraceContext trace, Acknowledgement handle) {}

            @QueueListener("f")
            void f() {}

            @QueueListener("g")
            void g(Map<String, ? extends List<?>> orders) {}
        }
        assertThat(Told.of(Bean.class)).isEmpty();
    }

    @Test
    void refusesAListOfMessagesWithoutABatch() {
        class Bean {
            @QueueListener("alerts")
            void on(List<Incoming<Order>> orders) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(List) | Parameter 1 (List<Incoming<ParameterFaultsTest.Order>>) takes several messages at "
                        + "once. | Add @Batch(size = …, timeout = …).");
    }

    @Test
    void refusesABatchWithoutAList() {
        class Bean {
            @QueueListener("alerts")
            @Batch(size = 10, timeout = "1s")
            void nothing() {}

            @QueueListener("alerts")
            @Batch(size = 10, timeout = "1s")
            void one(Order order) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "nothing() | @Batch hands over several messages, but no parameter takes them. | Take a List of "
                        + "the payload, or of Incoming, or leave @Batch out.",
                "one(Order) | Parameter 1 (ParameterFaultsTest.Order) takes one payload, and @Batch hands over "
                        + "several messages. | Take a List of it, such as List<Order>, or leave @Batch out.");
    }

    @Test
    void refusesPartsOfOneMessageInABatch() {
        class Bean {
            @QueueListener("alerts")
            @Batch(size = 10, timeout = "1s")
            void on(
                    List<Order> orders,
                    Acknowledgement handle,
                    Message message,
                    @MessageProperty("region") String region) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(List, Acknowledgement, Message, String) | Parameter 2 (Acknowledgement) belongs to one "
                        + "message, and @Batch hands over several. | Return a BatchOutcome, or a CompletionStage of "
                        + "one: it says which messages have failed.",
                "on(List, Acknowledgement, Message, String) | Parameter 3 (Message) belongs to one message, "
                        + "and @Batch hands over several. | Take a List of Incoming, which has all that belongs "
                        + "to each "
                        + "message.",
                "on(List, Acknowledgement, Message, String) | Parameter 4 (String) belongs to one message, and "
                        + "@Batch hands over several. | Take a List of Incoming, which has all that belongs to each "
                        + "message.");
    }

    @Test
    void refusesUnknownHeaders() {
        class Bean {
            @QueueListener("alerts")
            void on(@MessageHeader("JMSMessageId") String id) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String) | Parameter 1 (String) asks for the header \"JMSMessageId\", which messages do not "
                        + "have. | Write one of JMSMessageID, JMSCorrelationID, JMSType, JMSTimestamp, JMSExpiration, "
                        + "JMSDeliveryTime, JMSPriority, JMSDeliveryMode, JMSRedelivered, JMSDestination, JMSReplyTo; "
                        + "take properties with @MessageProperty.");
    }

    @Test
    void refusesHeadersOfAnotherType() {
        class Bean {
            @QueueListener("alerts")
            void a(@MessageHeader("JMSPriority") String priority) {}

            @QueueListener("alerts")
            void b(@MessageHeader("JMSReplyTo") Optional<String> reply) {}

            @QueueListener("alerts")
            void c(@MessageHeader("JMSTimestamp") int time) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "a(String) | Parameter 1 (String) takes the header JMSPriority as String, which it is not. | "
                        + "Take it as int.",
                "b(Optional) | Parameter 1 (Optional<String>) takes the header JMSReplyTo as Optional<String>, "
                        + "which it is not. | Take it as Destination or Channel.",
                "c(int) | Parameter 1 (int) takes the header JMSTimestamp as int, which it is not. | Take it "
                        + "as long or Instant.");
    }

    @Test
    void refusesPropertiesThatNoMessageHas() {
        class Bean {
            @QueueListener("alerts")
            void name(@MessageProperty("order-id") String id) {}

            @QueueListener("alerts")
            void type(@MessageProperty("order") Order order) {}

            @QueueListener("alerts")
            void both(@MessageProperty("order") @MessageHeader("JMSType") String order) {}
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "both(String) | Parameter 1 (String) is annotated as a header and as a property. | Leave one "
                        + "of the two out.",
                "name(String) | Parameter 1 (String) asks for a property named \"order-id\", and no property "
                        + "can be named so. | Write a name of letters, digits and _ that does not begin with a digit.",
                "type(Order) | Parameter 1 (ParameterFaultsTest.Order) cannot be a property of a message. | "
                        + "Take the property \"order\" as boolean, byte, short, int, long, float, double, their "
                        + "classes, "
                        + "String, Object, an enum, or Optional of these.");
    }

    @Test
    void refusesToSettleTwice() {
        class Bean {
            @QueueListener("alerts")
            CompletionStage<Void> on(String text, Acknowledgement handle) {
                return CompletableFuture.completedFuture(null);
            }
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "on(String, Acknowledgement) | It takes an Acknowledgement and returns a CompletionStage: both "
                        + "would settle the message. | Leave one of the two out.");
    }

    @Test
    void refusesResultsThatNobodyTakes() {
        class Bean {
            @QueueListener("alerts")
            BatchOutcome a(String text) {
                return BatchOutcome.done();
            }

            @QueueListener("alerts")
            @Batch(size = 10, timeout = "1s")
            String b(List<String> texts) {
                return "";
            }

            @QueueListener("alerts")
            Future<String> c(String text) {
                return CompletableFuture.completedFuture("");
            }

            @QueueListener("alerts")
            Message d(Message message) {
                return message;
            }
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "a(String) | It returns BatchOutcome, but takes one message at a time. | Add @Batch, or return "
                        + "nothing.",
                "b(List) | It returns String, which cannot be the reply to several messages. | With @Batch "
                        + "return nothing, a BatchOutcome, or a CompletionStage of these.",
                "c(String) | It returns Future<String>, for which nobody would wait. | Return a "
                        + "CompletionStage, or a value.",
                "d(Message) | It returns Message, and a reply is not made by hand. | Return the body of the "
                        + "reply.");
    }
}
