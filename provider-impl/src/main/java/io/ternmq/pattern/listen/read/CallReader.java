// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.listen.BatchOutcome;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.pattern.listen.Call;
import io.ternmq.pattern.listen.Call.Result;
import jakarta.jms.Message;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Reads what a listener's method is called with, and what becomes of its result. Pure functions. */
final class CallReader {

    /**
     * A method that can be called.
     *
     * @param call    how
     * @param payload type of the body as people are told
     * @param reply   type of the reply, or null when there is none
     */
    record Bound(Call call, Type payload, @Nullable Type reply) {}

    private CallReader() {}

    /** A method of a bean whose class says what type variables mean. What is wrong is told. */
    static Bound read(Method method, TypeArguments types, boolean isBatch, Site site) {
        Parameters parameters = new Parameters(isBatch, site);
        Parameter[] declared = method.getParameters();
        Type[] declaredTypes = method.getGenericParameterTypes();
        for (int i = 0; i < declared.length; i++) {
            parameters.take(declared[i], types.resolve(declaredTypes[i]));
        }
        parameters.end();
        Type returned = types.resolve(method.getGenericReturnType());
        Result result = result(returned, isBatch, site);
        if (parameters.settles() && result.name().endsWith("STAGE")) {
            site.fault(
                    "It takes an Acknowledgement and returns a CompletionStage: both would settle the message.",
                    "Leave one of the two out.");
        }
        checkCallable(method, site);
        Call call = new Call(
                method, PayloadType.of(parameters.body()), parameters.arguments(), parameters.settles(), result);
        return new Bound(call, parameters.declared(), replyOf(returned, result));
    }

    /** Type of the reply, or null when there is none. */
    static @Nullable Type replyOf(Type returned, Result result) {
        if (result == Result.REPLY) {
            return returned;
        }
        return result == Result.REPLY_STAGE ? completedWith(returned) : null;
    }

    /** What a method can be called like, through a container's proxy, too; makes it accessible. */
    static void checkCallable(Method method, Site site) {
        int modifiers = method.getModifiers();
        String word = Modifier.isPrivate(modifiers) ? "private" : Modifier.isStatic(modifiers) ? "static"
                : Modifier.isAbstract(modifiers) ? "abstract" : Modifier.isFinal(modifiers) ? "final" : "";
        if (!word.isEmpty()) {
            site.fault(
                    "It is " + word + ", and a listener is called through its object or a proxy of it.",
                    "Leave " + word + " out" + (word.equals("private") ? ", or write public." : "."));
        } else if (!method.trySetAccessible()) {
            String name = method.getDeclaringClass().getPackageName();
            site.fault(
                    "Its module keeps " + name + " closed, so that it cannot be called.",
                    "Write opens " + name + "; into module-info.java, or make class and method public and export it.");
        }
    }

    /** What becomes of a value of this type. */
    static Result result(Type returned, boolean isBatch, Site site) {
        boolean isStage = isStage(returned);
        Type value = isStage ? completedWith(returned) : returned;
        if (value == void.class || value == Void.class) {
            return isStage ? Result.STAGE : Result.NOTHING;
        }
        if (value == BatchOutcome.class && isBatch) {
            return isStage ? Result.OUTCOME_STAGE : Result.OUTCOME;
        }
        check(value, returned, isBatch, site);
        return isStage ? Result.REPLY_STAGE : Result.REPLY;
    }

    private static void check(Type value, Type returned, boolean isBatch, Site site) {
        String name = Site.nameOf(returned);
        if (value == BatchOutcome.class) {
            site.fault("It returns " + name + ", but takes one message at a time.", "Add @Batch, or return nothing.");
        } else if (isBatch) {
            site.fault(
                    "It returns " + name + ", which cannot be the reply to several messages.",
                    "With @Batch return nothing, a BatchOutcome, or a CompletionStage of these.");
        } else if (Message.class.isAssignableFrom(TypeArguments.raw(value))) {
            site.fault("It returns " + name + ", and a reply is not made by hand.", "Return the body of the reply.");
        } else if (Future.class.isAssignableFrom(TypeArguments.raw(value))) {
            site.fault(
                    "It returns " + name + ", for which nobody would wait.", "Return a CompletionStage, or a value.");
        }
    }

    /** Whether a type is a stage of some kind. */
    static boolean isStage(Type type) {
        return CompletionStage.class.isAssignableFrom(TypeArguments.raw(type));
    }

    /** What a stage completes with; anything when it does not say. */
    static Type completedWith(Type stage) {
        Type value = TypeArguments.only(stage);
        return value == null || value instanceof WildcardType ? Object.class : value;
    }
}
