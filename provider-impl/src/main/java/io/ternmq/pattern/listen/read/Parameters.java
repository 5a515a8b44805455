// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.listen.Acknowledgement;
import io.ternmq.api.listen.MessageHeader;
import io.ternmq.api.listen.MessageProperty;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.pattern.listen.Call.Argument;
import jakarta.jms.Message;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds the parameters of one listener's method, one after the other. One thread. */
final class Parameters {

    private static final String KINDS = "A listener takes one payload or Incoming, a Message, a TraceContext, an"
            + " Acknowledgement, and parameters annotated with @MessageHeader or @MessageProperty.";
    private static final String BY_OUTCOME =
            "Return a BatchOutcome, or a CompletionStage of one: it says which messages have failed.";

    private final boolean isBatch;
    private final Site site;
    private final List<Argument> arguments = new ArrayList<>();
    private @Nullable Type payload;
    private boolean settles;
    private boolean hasMessage;

    Parameters(boolean isBatch, Site site) {
        this.isBatch = isBatch;
        this.site = site;
    }

    /** Binds the next one. */
    void take(Parameter parameter, Type type) {
        String words = "Parameter " + (arguments.size() + 1) + " (" + Site.nameOf(type) + ')';
        Argument argument = argument(parameter, type, words);
        arguments.add(argument == null ? given -> null : argument); // faulty: never called
    }

    /** Ends it: a batch needs its list. */
    void end() {
        if (isBatch && payload == null && site.isSound()) {
            site.fault(
                    "@Batch hands over several messages, but no parameter takes them.",
                    "Take a List of the payload, or of Incoming, or leave @Batch out.");
        }
    }

    /** One for each parameter. */
    List<Argument> arguments() {
        return arguments;
    }

    /** Whether one of them settles the message. */
    boolean settles() {
        return settles;
    }

    /** Type of the body, with classes in place of primitives; {@code Void} when nobody wants it. */
    Type body() {
        Type known = payload;
        return known == null ? Void.class : TypeArguments.boxed(known);
    }

    /** What people are told of the body: anything when only the message itself is taken. */
    Type declared() {
        Type known = payload;
        return known == null ? hasMessage ? Object.class : void.class : known;
    }

    private @Nullable Argument argument(Parameter parameter, Type type, String words) {
        MessageHeader header = parameter.getAnnotation(MessageHeader.class);
        MessageProperty property = parameter.getAnnotation(MessageProperty.class);
        if (header != null && property != null) {
            site.fault(words + " is annotated as a header and as a property.", "Leave one of the two out.");
            return null;
        }
        if (header != null || property != null) {
            return single(words) ? ofPart(header, property, type, words) : null;
        }
        return ofType(type, words);
    }

    private @Nullable Argument ofPart(
            @Nullable MessageHeader header, @Nullable MessageProperty property, Type type, String words) {
        if (header != null) {
            return HeaderArguments.of(header.value(), type, words, site);
        }
        return property == null ? null : property(property.value(), type, words, site);
    }

    /** Takes a property; null, and told, when that cannot be. */
    static @Nullable Argument property(String name, Type type, String words, Site site) {
        if (!PropertyArguments.isName(name)) {
            site.fault(
                    words + " asks for a property named \"" + name + "\", and no property can be named so.",
                    "Write a name of letters, digits and _ that does not begin with a digit.");
            return null;
        }
        if (!PropertyArguments.isFit(type)) {
            site.fault(
                    words + " cannot be a property of a message.",
                    "Take the property \"" + name + "\" as " + PropertyArguments.TYPES + '.');
            return null;
        }
        return PropertyArguments.of(name, type);
    }

    private @Nullable Argument ofType(Type type, String words) {
        Class<?> raw = TypeArguments.raw(type);
        if (raw == TraceContext.class) {
            return single(words) ? given -> given.message().trace() : null;
        }
        if (raw == Acknowledgement.class) {
            settles = true;
            return single(words, BY_OUTCOME) ? given -> given.handle() : null;
        }
        if (Message.class.isAssignableFrom(raw)) {
            hasMessage = true;
            return single(words) ? given -> message(given.message().message(), raw) : null;
        }
        if (raw.getPackageName().equals("jakarta.jms")) {
            site.fault(words + " is nothing that a listener can be given.", KINDS);
            return null;
        }
        return isBatch ? ofBatch(type, raw, words) : ofOne(type, raw, words);
    }

    private static Message message(Message message, Class<?> wanted) {
        if (wanted.isInstance(message)) {
            return message;
        }
        throw new PayloadException(
                ErrorCode.PAYLOAD_UNREADABLE,
                "The listener takes a " + wanted.getSimpleName() + ", and this is another kind of message.",
                "$",
                null);
    }

    /** Whether there is only one message that such a parameter can belong to. */
    private boolean single(String words) {
        return single(words, "Take a List of Incoming, which has all that belongs to each message.");
    }

    private boolean single(String words, String instead) {
        if (isBatch) {
            site.fault(words + " belongs to one message, and @Batch hands over several.", instead);
        }
        return !isBatch;
    }

    // --- payloads -----------------------------------------------------------------------------------------------

    private @Nullable Argument ofOne(Type type, Class<?> raw, String words) {
        if (raw == Incoming.class) {
            return accept(TypeArguments.only(type), words) ? given -> given.message() : null;
        }
        Type element = raw == List.class ? TypeArguments.only(type) : null;
        if (element != null && TypeArguments.raw(element) == Incoming.class) {
            site.fault(words + " takes several messages at once.", "Add @Batch(size = …, timeout = …).");
            return null;
        }
        return accept(type, words) ? given -> given.message().body() : null;
    }

    private @Nullable Argument ofBatch(Type type, Class<?> raw, String words) {
        Type element = raw == List.class ? TypeArguments.only(type) : null;
        if (element == null) {
            site.fault(
                    words + " takes one payload, and @Batch hands over several messages.",
                    "Take a List of it, such as List<Order>, or leave @Batch out.");
            return null;
        }
        if (TypeArguments.raw(element) == Incoming.class) {
            return accept(TypeArguments.only(element), words) ? given -> List.copyOf(given.messages()) : null;
        }
        return accept(element, words) ? given -> bodies(given.messages()) : null;
    }

    private static List<?> bodies(List<? extends Incoming<?>> messages) {
        return messages.stream().map(Incoming::body).toList();
    }

    private boolean accept(@Nullable Type type, String words) {
        if (payload != null) {
            site.fault(
                    words + " is a second payload besides " + Site.nameOf(payload) + ", and a message has one.",
                    "Annotate it with @MessageHeader or @MessageProperty, or put both into one record.");
            return false;
        }
        if (type == null) {
            site.fault(words + " does not say of which type its payload is.", "Write Incoming<Order>, for example.");
            return false;
        }
        String problem = PayloadCheck.problem(type);
        if (problem != null) {
            site.doubt(
                    words + " is a payload that JSON Binding cannot read: " + problem + '.', PayloadCheck.INSTEAD);
        }
        payload = type;
        return true;
    }
}
