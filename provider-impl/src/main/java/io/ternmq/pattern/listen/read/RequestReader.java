// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.listen.MessageHeader;
import io.ternmq.api.listen.MessageProperty;
import io.ternmq.api.listen.RequestTo;
import io.ternmq.api.pattern.Channel;
import io.ternmq.pattern.listen.Call.Result;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads methods that are requests, for those who ask and for those who answer. Pure functions. */
final class RequestReader {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Texts LITERAL = new Texts(name -> null);
    private static final String PARTS =
            "Take one parameter, the body, or none, and others annotated with @MessageProperty.";

    private RequestReader() {}

    /** All requests of an interface that a client is to have. What is wrong is told. */
    static Map<Signature, RequestMethod> client(Class<?> face, Ledger ledger) {
        Map<Signature, RequestMethod> requests = new LinkedHashMap<>();
        if (!face.isInterface() || face.isSealed() || face.isAnnotation()) {
            new Site(face, "", ledger)
                    .fault("It is no interface that can be implemented here.", "Give an interface with @RequestTo.");
            return requests;
        }
        TypeArguments types = TypeArguments.of(face);
        boolean asks = false;
        for (Method method : BeanMethods.of(face).all()) {
            Site site = Site.of(method.getDeclaringClass(), method, ledger);
            if (Marks.asks(method)) {
                asks = true;
                put(requests, read(method, types, site));
            } else if (Modifier.isAbstract(method.getModifiers()) && !Signature.of(method).isOfObject()) {
                site.fault("It is no request, so that a client cannot carry it out.",
                        "Add @RequestTo, or write it as a default method.");
            }
        }
        if (!asks) {
            new Site(face, "", ledger).fault("None of its methods is a request.", "Add @RequestTo to one.");
        }
        return requests;
    }

    private static void put(Map<Signature, RequestMethod> requests, @Nullable RequestMethod request) {
        if (request != null) {
            requests.putIfAbsent(Signature.of(request.method()), request);
        }
    }

    /** A method that is not wrong, or null. */
    static @Nullable RequestMethod read(Method method, TypeArguments types, Site site) {
        RequestTo request = method.getAnnotation(RequestTo.class);
        if (!Modifier.isAbstract(method.getModifiers())) {
            site.fault("It has a body of its own, and a request is carried out by the other side.",
                    "Leave the body out, or @RequestTo.");
        }
        if (request.concurrency() < 1) {
            site.fault("concurrency = " + request.concurrency() + ": nothing would ever be answered.",
                    "Write 1 or more.");
        }
        Channel channel = Places.asked(request.value(), site);
        Duration timeout = request.timeout().isEmpty()
                ? null
                : LITERAL.duration("timeout", request.timeout(), SHORTEST, site);
        List<RequestMethod.Part> parts = parts(method, types, site);
        Type returned = types.resolve(method.getGenericReturnType());
        Result result = CallReader.result(returned, false, site);
        Type reply = reply(returned, result, site);
        return channel == null || !site.isSound()
                ? null
                : new RequestMethod(method, channel, timeout, request.concurrency(), parts, result, reply);
    }

    private static Type reply(Type returned, Result result, Site site) {
        Class<?> raw = TypeArguments.raw(returned);
        if (CallReader.isStage(returned) && raw != CompletionStage.class && raw != CompletableFuture.class) {
            site.fault("It returns " + Site.nameOf(returned) + ", which a client does not know how to make.",
                    "Return a CompletionStage or a CompletableFuture.");
        }
        Type reply = CallReader.replyOf(returned, result);
        if (reply == null) {
            return Void.class;
        }
        String problem = site.isSound() ? PayloadCheck.problem(reply) : null;
        if (problem != null) {
            site.doubt("It returns " + Site.nameOf(returned) + ", which JSON Binding cannot read: " + problem + '.',
                    PayloadCheck.INSTEAD);
        }
        return TypeArguments.boxed(reply);
    }

    private static List<RequestMethod.Part> parts(Method method, TypeArguments types, Site site) {
        Type[] declared = method.getGenericParameterTypes();
        Parameter[] parameters = method.getParameters();
        List<RequestMethod.Part> parts = new ArrayList<>();
        boolean hasBody = false;
        for (int i = 0; i < parameters.length; i++) {
            Type type = types.resolve(declared[i]);
            String words = "Parameter " + (i + 1) + " (" + Site.nameOf(type) + ')';
            MessageProperty property = parameters[i].getAnnotation(MessageProperty.class);
            if (parameters[i].isAnnotationPresent(MessageHeader.class)) {
                site.fault(words + " is a header, and headers of a request are not chosen by its asker.", PARTS);
            } else if (property != null) {
                Parameters.property(property.value(), type, words, site);
                parts.add(new RequestMethod.Part(property.value(), type));
            } else {
                checkBody(type, words, hasBody, site);
                hasBody = true;
                parts.add(new RequestMethod.Part(null, type));
            }
        }
        return parts;
    }

    private static void checkBody(Type type, String words, boolean hasBody, Site site) {
        if (hasBody) {
            site.fault(words + " is a second body, and a request has one.",
                    "Put both into one record, or annotate it with @MessageProperty.");
            return;
        }
        String problem = PayloadCheck.problem(type);
        if (problem != null) {
            site.doubt(words + " is a body that JSON Binding cannot read: " + problem + '.', PayloadCheck.INSTEAD);
        }
    }
}
