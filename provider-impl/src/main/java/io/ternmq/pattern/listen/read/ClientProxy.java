// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.listen.DeclarationException;
import io.ternmq.api.listen.Fault;
import io.ternmq.api.listen.RequestTo;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.MessageKind;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.request.Requester;
import io.ternmq.pattern.listen.Call.Result;
import jakarta.jms.Message;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends a request for each call of an interface's method. Any thread. */
public final class ClientProxy implements InvocationHandler {

    private final Class<?> type;
    private final Map<Signature, RequestMethod> requests;
    private final Supplier<Requester> requester;
    private final Duration limit;

    private ClientProxy(
            Class<?> type, Map<Signature, RequestMethod> requests, Supplier<Requester> requester, Duration limit) {
        this.type = type;
        this.requests = requests;
        this.requester = requester;
        this.limit = limit;
    }

    /**
     * A client of an interface whose methods are annotated with {@link RequestTo}.
     *
     * @param requester gives the one that all clients share; asked for each request
     * @param limit     longest wait of a request that does not say it itself
     * @param ownCodec  whether bodies are read by a codec of the program's own
     * @throws DeclarationException with all that is wrong
     */
    public static <C> C of(Class<C> type, Supplier<Requester> requester, Duration limit, boolean ownCodec) {
        Findings findings = new Findings();
        Map<Signature, RequestMethod> requests = RequestReader.client(type, findings);
        List<Fault> faults = findings.faults(!ownCodec);
        if (!faults.isEmpty()) {
            throw new DeclarationException(faults);
        }
        ClientProxy client = new ClientProxy(type, Map.copyOf(requests), requester, limit);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, client));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        @Nullable Object[] values = arguments == null ? new Object[0] : arguments;
        RequestMethod request = requests.get(Signature.of(method));
        if (request != null) {
            return ask(request, values);
        }
        return method.isDefault() ? byDefault(proxy, method, values) : ofObject(proxy, method.getName(), values);
    }

    /** The interface may be hidden in a package of the program, where a plain call cannot see it. */
    private static @Nullable Object byDefault(Object proxy, Method method, @Nullable Object... values)
            throws Throwable {
        if (method.canAccess(proxy)) {
            return InvocationHandler.invokeDefault(proxy, method, values);
        }
        Class<?> face = method.getDeclaringClass();
        return MethodHandles.privateLookupIn(face, MethodHandles.lookup())
                .unreflectSpecial(method, face)
                .bindTo(proxy)
                .invokeWithArguments(values);
    }

    private Object ofObject(Object proxy, String method, @Nullable Object... values) {
        return switch (method) {
            case "equals" -> isSame(proxy, values[0]);
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "Client of " + type.getName();
        };
    }

    @SuppressWarnings("ReferenceEquality") // a client is equal to itself only
    private static boolean isSame(Object proxy, @Nullable Object other) {
        return proxy == other;
    }

    private @Nullable Object ask(RequestMethod request, @Nullable Object... values) throws Exception {
        Duration longest = Objects.requireNonNullElse(request.timeout(), limit);
        boolean isEmpty = request.reply() == Void.class;
        PayloadType<?> wanted = PayloadType.of(isEmpty ? Message.class : request.reply());
        CompletableFuture<? extends Incoming<?>> answer =
                requester.get().exchange(message(request, longest, values), wanted, longest);
        boolean isStage = request.result() == Result.STAGE || request.result() == Result.REPLY_STAGE;
        return isStage ? bodyOf(answer, isEmpty) : bodyOf(await(request, answer), isEmpty);
    }

    /** Ends without provider and of no use once nobody waits any more. */
    private static Outgoing<?> message(RequestMethod request, Duration longest, @Nullable Object... values) {
        Outgoing.Builder builder =
                Outgoing.to(request.channel()).kind(MessageKind.QUERY).timeToLive(longest).nonPersistent();
        Object body = "";
        for (int i = 0; i < values.length; i++) {
            String property = request.parts().get(i).property();
            Object value = values[i] instanceof Optional<?> optional ? optional.orElse(null) : values[i];
            if (property == null) {
                body = Objects.requireNonNull(
                        value, () -> Site.nameOf(request.method()) + " was called with null, and a request has a body");
            } else if (value != null) {
                builder.header(property, value instanceof Enum<?> constant ? constant.name() : value);
            }
        }
        return builder.body(body);
    }

    // --- answers --------------------------------------------------------------------------------------------------

    private static @Nullable Object bodyOf(Incoming<?> answer, boolean isEmpty) {
        return isEmpty ? null : answer.body();
    }

    /** Fails with what the answer fails with; cancelling it ends the waiting. */
    private static CompletableFuture<@Nullable Object> bodyOf(
            CompletableFuture<? extends Incoming<?>> answer, boolean isEmpty) {
        CompletableFuture<@Nullable Object> body = new CompletableFuture<>();
        CompletionStage<? extends Incoming<?>> source = answer;
        source.whenComplete((message, failure) -> {
            if (failure == null) {
                body.complete(bodyOf(message, isEmpty));
            } else {
                body.completeExceptionally(failure);
            }
        });
        CompletionStage<@Nullable Object> end = body;
        end.whenComplete((value, failure) -> {
            if (body.isCancelled()) {
                answer.cancel(false);
            }
        });
        return body;
    }

    private static Incoming<?> await(RequestMethod request, CompletableFuture<? extends Incoming<?>> answer)
            throws ExecutionException {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            throw new ProviderException(
                    ErrorCode.TIMEOUT,
                    "Waiting for the answer to " + Site.nameOf(request.method()) + " was interrupted;"
                            + " whether the request was handled is not known",
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
