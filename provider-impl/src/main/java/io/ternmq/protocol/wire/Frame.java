// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.wire;

import io.ternmq.api.ErrorCode;
import io.ternmq.message.Bytes;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One frame. Frames that are {@linkplain Numbered numbered} count from 1 on each side of a connection, in the order in
 * which they are sent, and are sent again when the link is replaced before the other side has received them.
 */
public sealed interface Frame {

    /** What a client sends. */
    sealed interface FromClient extends Frame permits Hello, Login, Response, Start, Resume, Ask, Received, Beat, Bye {}

    /** What a broker sends. */
    sealed interface FromBroker extends Frame
            permits Welcome, Challenge, Accepted, Started, Resumed, Answer, DoneRange, Tell, Received, Beat, Bye {}

    /** What is kept until the other side has received it. */
    sealed interface Numbered extends Frame permits Ask, Answer, DoneRange, Tell {}

    /**
     * First frame of a client.
     *
     * @param version         version of the protocol that it speaks
     * @param features        bits of {@link Features} that it would like to use
     * @param heartbeatMillis longest silence that it promises and expects, in milliseconds
     * @param broker          name of the broker that it wants, or null for the one that listens
     */
    record Hello(int version, long features, long heartbeatMillis, @Nullable String broker) implements FromClient {}

    /**
     * First frame of a broker.
     *
     * @param version         version of the protocol that both speak
     * @param features        bits of {@link Features} that both use
     * @param heartbeatMillis longest silence that both promise, in milliseconds
     * @param maxFrameBytes   longest frame that the broker takes after the login, in bytes
     * @param clockMillis     the broker's clock, in milliseconds since 1970
     * @param mechanisms      how the client may say who it is, the preferred one first
     */
    record Welcome(
            int version,
            long features,
            long heartbeatMillis,
            int maxFrameBytes,
            long clockMillis,
            List<String> mechanisms)
            implements FromBroker {}

    /** The client begins to say who it is. */
    record Login(String mechanism, Bytes response) implements FromClient {}

    /** The broker asks further. */
    record Challenge(Bytes bytes) implements FromBroker {}

    /** The client answers a challenge. */
    record Response(Bytes bytes) implements FromClient {}

    /** The client is who it says. */
    record Accepted(Bytes outcome) implements FromBroker {}

    /**
     * The client begins a new connection.
     *
     * @param former key of the connection that it takes the place of, or no bytes; what of that one is still under
     *               way is not carried out any more once {@link Started} is said
     */
    record Start(Bytes former) implements FromClient {

        /** Begins a connection that takes nobody's place. */
        public Start() {
            this(Bytes.EMPTY);
        }
    }

    /**
     * The new connection can be resumed.
     *
     * @param key          what {@link Resume} has to name; a secret between the two
     * @param resumeMillis how long the broker keeps the connection when its link breaks, in milliseconds; 0 for not
     *                     at all
     */
    record Started(Bytes key, long resumeMillis) implements FromBroker {}

    /**
     * The client goes on with a connection whose link broke.
     *
     * @param key      from {@link Started}
     * @param received how many numbered frames of the broker the client has received
     */
    record Resume(Bytes key, long received) implements FromClient {}

    /**
     * The connection goes on.
     *
     * @param received how many numbered frames of the client the broker has received
     */
    record Resumed(long received) implements FromBroker {}

    /**
     * A request.
     *
     * @param number  by which the answer names it, never used again on the connection; 0 when none is wanted
     * @param request what is asked
     */
    record Ask(long number, Request request) implements FromClient, Numbered {}

    /** The answer to a request. */
    record Answer(long number, Reply reply) implements FromBroker, Numbered {}

    /**
     * Several requests with consecutive numbers are done.
     *
     * @param first the lowest number
     * @param count how many, 1 or more
     */
    record DoneRange(long first, int count) implements FromBroker, Numbered {}

    /** Something that was not asked for. */
    record Tell(Event event) implements FromBroker, Numbered {}

    /**
     * The sender has received so many numbered frames, which need not be kept any longer.
     *
     * @param count how many since the connection began
     */
    record Received(long count) implements FromClient, FromBroker {}

    /** The sender is alive. */
    record Beat() implements FromClient, FromBroker {

        /** The one instance that is needed. */
        public static final Beat INSTANCE = new Beat();
    }

    /**
     * Nothing follows, and the connection cannot be resumed.
     *
     * @param code    why, for programs
     * @param message why and what to do, for people
     */
    record Bye(ErrorCode code, String message) implements FromClient, FromBroker {}
}
