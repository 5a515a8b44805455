// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.listen.MessageHeader;
import io.ternmq.api.listen.MessageProperty;
import io.ternmq.api.listen.RequestTo;
import jakarta.jms.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is told of interfaces whose methods are requests, and of beans that answer them. */
class RequestFaultsTest {

    @Test
    void refusesAClientOfAClass() {
        assertThat(Told.ofClient(RequestFaultsTest.class)).containsExactly(
                " | It is no interface that can be implemented here. | Give an interface with @RequestTo.");
    }

    interface Empty {}

    interface Mixed {
        @RequestTo("add")
        int add(int number);

        int subtract(int number);

        default int twice(int number) {
            return 2 * number;
        }

        @Override
        String toString();
    }

    @Test
    void refusesMethodsThatAreNoRequests() {
        assertThat(Told.ofClient(Empty.class)).containsExactly(
                " | None of its methods is a request. | Add @RequestTo to one.");
        assertThat(Told.ofClient(Mixed.class)).containsExactly(
                "subtract(int) | It is no request, so that a client cannot carry it out. | Add @RequestTo, or "
                        + "write it as a default method.");
    }

    interface Parts {
        @RequestTo("a")
        int a(int one, int two);

        @RequestTo("b")
        int b(Message message);

        @RequestTo("c")
        int c(@MessageHeader("JMSType") String type);

        @RequestTo("d")
        int d(@MessageProperty("x") Object[] values);

        @RequestTo("e")
        int e(Supplier<String> text);
    }

    @Test
    void refusesParametersThatDoNotTravel() {
        assertThat(Told.ofClient(Parts.class)).containsExactly(
                "a(int, int) | Parameter 2 (int) is a second body, and a request has one. | Put both into one "
                        + "record, or annotate it with @MessageProperty.",
                "b(Message) | Parameter 1 (Message) is a body that JSON Binding cannot read: "
                        + "jakarta.jms.Message is nothing that JSON stands for. | Take String, byte[], a public "
                        + "record, "
                        + "a public class with a public constructor without parameters or with @JsonbCreator, "
                        + "or a List "
                        + "or Map of these.",
                "c(String) | Parameter 1 (String) is a header, and headers of a request are not chosen by its "
                        + "asker. | Take one parameter, the body, or none, and others annotated with @MessageProperty.",
                "d(Object[]) | Parameter 1 (Object[]) cannot be a property of a message. | Take the property "
                        + "\"x\" as boolean, byte, short, int, long, float, double, their classes, String, Object, an "
                        + "enum, or Optional of these.",
                "e(Supplier) | Parameter 1 (Supplier<String>) is a body that JSON Binding cannot read: "
                        + "java.util.function.Supplier is nothing that JSON stands for. | Take String, byte[], "
                        + "a public "
                        + "record, a public class with a public constructor without parameters or with "
                        + "@JsonbCreator, or "
                        + "a List or Map of these.");
    }

    interface Results {
        @RequestTo("a")
        Future<String> a();

        @RequestTo("b")
        Supplier<String> b();

        @RequestTo("c")
        <T> List<T> c();

        @RequestTo("d")
        Promise d();

        @RequestTo("e")
        Message e();
    }

    static class Promise extends CompletableFuture<String> {}

    @Test
    void refusesResultsThatCannotCome() {
        assertThat(Told.ofClient(Results.class)).containsExactly(
                "a() | It returns Future<String>, for which nobody would wait. | Return a CompletionStage, or "
                        + "a value.",
                "b() | It returns Supplier<String>, which JSON Binding cannot read: "
                        + "java.util.function.Supplier is nothing that JSON stands for. | Take String, byte[], "
                        + "a public "
                        + "record, a public class with a public constructor without parameters or with "
                        + "@JsonbCreator, or "
                        + "a List or Map of these.",
                "c() | It returns List<T>, which JSON Binding cannot read: the type variable T stands for no class "
                        + "here. | Take String, byte[], a public record, a public class with a public constructor "
                        + "without parameters or with @JsonbCreator, or a List or Map of these.",
                "d() | It returns RequestFaultsTest.Promise, which a client does not know how to make. | "
                        + "Return a CompletionStage or a CompletableFuture.",
                "e() | It returns Message, and a reply is not made by hand. | Return the body of the reply.");
    }

    interface Terms {
        @RequestTo(value = "a", timeout = "soon")
        void a();

        @RequestTo(value = "b", timeout = "0")
        void b();

        @RequestTo(value = "c", concurrency = 0)
        void c();

        @RequestTo("${calculator}")
        void d();

        @RequestTo("topic://prices.*")
        void e();

        @RequestTo("a b")
        void f();

        @RequestTo("g")
        default void g() {}
    }

    @Test
    void refusesTermsThatMakeNoSense() {
        assertThat(Told.ofClient(Terms.class)).containsExactly(
                "a() | timeout is wrong: 'soon' is no duration: write a whole number and ms, s, m, h or d, for "
                        + "example 5s. | Write for example 500ms, 10s or PT10S.",
                "b() | timeout = \"0\" is out of range. | Write 1ms or more, up to 365d.",
                "c() | concurrency = 0: nothing would ever be answered. | Write 1 or more.",
                "d() | @RequestTo = \"${calculator}\": settings are not looked up here, since both sides must "
                        + "agree. | Write the name itself.",
                "e() | @RequestTo names no topic: The name \"prices.*\" contains the wildcard * at character "
                        + "8; wildcards belong into patterns, a message is sent to one destination. | Write a "
                        + "name such "
                        + "as orders.created, with a dot between levels and no white space.",
                "f() | @RequestTo names no queue: The name \"a b\" contains white space (U+0020) at character "
                        + "2. | Write a name such as orders.created, with a dot between levels and no white space.",
                "g() | It has a body of its own, and a request is carried out by the other side. | Leave the "
                        + "body out, or @RequestTo.");
    }

    interface Adding {
        @RequestTo("calculator")
        int add(int number);
    }

    interface Taking {
        @RequestTo("calculator")
        int take(int number);
    }

    @Test
    void refusesToAnswerTwice() {
        class Bean implements Adding, Taking {
            @Override
            public int add(int number) {
                return number;
            }

            @Override
            public int take(int number) {
                return number;
            }
        }
        assertThat(Told.of(Bean.class)).containsExactly(
                "take(int) | It answers queue://calculator, and so does add(int): which of them would get a "
                        + "request is chance. | Give each @RequestTo a channel of its own.");
    }

    @Test
    void tellsTheFaultsOfAnInterfaceToThoseWhoAnswer() {
        class Bean implements Parts {
            @Override
            public int a(int one, int two) {
                return one + two;
            }

            @Override
            public int b(Message message) {
                return 1;
            }

            @Override
            public int c(String type) {
                return 1;
            }

            @Override
            public int d(Object[] values) {
                return 1;
            }

            @Override
            public int e(Supplier<String> text) {
                return 1;
            }
        }
        assertThat(Told.of(Bean.class)).containsExactlyInAnyOrderElementsOf(Told.ofClient(Parts.class));
    }
}
