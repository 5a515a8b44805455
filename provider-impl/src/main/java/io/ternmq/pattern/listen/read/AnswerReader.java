// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.listen.BeanSource;
import io.ternmq.api.listen.Declaration;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.pattern.listen.AnswerSpec;
import io.ternmq.pattern.listen.Call;
import io.ternmq.pattern.listen.Call.Argument;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a bean answers: the requests of the interfaces that its class implements. One thread. */
final class AnswerReader {

    private final BeanSource beans;
    private final BeanMethods methods;
    private final TypeArguments types;
    private final Findings findings;
    private final Map<Channel, String> answered = new HashMap<>();
    private final Set<Signature> seen = new HashSet<>();

    AnswerReader(BeanSource beans, BeanMethods methods, TypeArguments types, Findings findings) {
        this.beans = beans;
        this.methods = methods;
        this.types = types;
        this.findings = findings;
    }

    void read() {
        for (Class<?> face : methods.faces()) {
            for (Method method : face.getDeclaredMethods()) {
                if (Marks.asks(method) && seen.add(Signature.of(method))) {
                    read(face, method);
                }
            }
        }
    }

    private void read(Class<?> face, Method method) {
        RequestMethod request = RequestReader.read(method, types, Site.of(face, method, findings));
        if (request == null) {
            return;
        }
        Method own = implementation(method);
        Site site = Site.of(beans.type(), own, findings);
        checkOnce(request.channel(), own, site);
        if (!own.trySetAccessible()) {
            String room = own.getDeclaringClass().getPackageName();
            site.fault(
                    "Its module keeps " + room + " closed, so that it cannot be called.",
                    "Write opens " + room + "; into module-info.java.");
        }
        if (site.isSound()) {
            add(request, own);
        }
    }

    private void checkOnce(Channel channel, Method own, Site site) {
        String other = answered.putIfAbsent(channel, Site.nameOf(own));
        if (other != null) {
            site.fault(
                    "It answers " + channel + ", and so does " + other + ": which of them would get a request is"
                            + " chance.",
                    "Give each @RequestTo a channel of its own.");
        }
    }

    private void add(RequestMethod request, Method own) {
        String name = findings.unique(Findings.nameOf(beans.type(), own.getName()));
        PayloadType<?> body = request.body() == void.class
                ? PayloadType.of(Void.class)
                : PayloadType.of(TypeArguments.boxed(request.body()));
        Call call = new Call(own, body, arguments(request), false, request.result());
        findings.add(
                new AnswerSpec(name, beans, call, request.channel(), request.concurrency()),
                new Declaration(
                        name,
                        Declaration.Direction.RECEIVES,
                        request.channel(),
                        request.body(),
                        request.reply() == Void.class ? void.class : request.reply(),
                        null,
                        null));
    }

    private static List<Argument> arguments(RequestMethod request) {
        List<Argument> arguments = new ArrayList<>();
        for (RequestMethod.Part part : request.parts()) {
            String property = part.property();
            arguments.add(property == null
                    ? given -> given.message().body()
                    : PropertyArguments.of(property, part.type()));
        }
        return arguments;
    }

    /** The method of the class, which may have annotations of its own; not the bridge to it. */
    private Method implementation(Method method) {
        Method exact = null;
        for (Method own : methods.all()) {
            boolean isCandidate = own.getName().equals(method.getName())
                    && own.getParameterCount() == method.getParameterCount()
                    && !own.getDeclaringClass().isInterface();
            if (isCandidate && takes(own, method)) {
                exact = own;
                break;
            }
        }
        return exact == null ? method : exact;
    }

    private boolean takes(Method own, Method method) {
        for (int i = 0; i < own.getParameterCount(); i++) {
            Class<?> wanted = TypeArguments.raw(types.resolve(method.getGenericParameterTypes()[i]));
            Class<?> taken = TypeArguments.raw(types.resolve(own.getGenericParameterTypes()[i]));
            if (wanted != taken) {
                return false;
            }
        }
        return true;
    }
}
