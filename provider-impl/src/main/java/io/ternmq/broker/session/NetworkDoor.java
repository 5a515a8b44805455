// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.SecurityPolicy;
import io.ternmq.api.spi.Authenticator;
import io.ternmq.api.spi.Identity;
import io.ternmq.api.spi.Peer;
import io.ternmq.common.TimeSource;
import io.ternmq.api.spi.ScramCredential;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.LinkPeer;
import io.ternmq.link.LinkService;
import io.ternmq.link.NetworkService;
import io.ternmq.protocol.sasl.Mechanisms;
import io.ternmq.protocol.sasl.NamelessServer;
import io.ternmq.protocol.sasl.PlainServer;
import io.ternmq.protocol.sasl.SaslServer;
import io.ternmq.protocol.sasl.ScramServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The door for clients behind a network: asks them who they are, in the ways that the authenticator and the settings
 * allow. Any thread may call.
 */
public final class NetworkDoor implements NetworkService {

    private final BrokerService service;
    private final UnaryOperator<LinkService> link;
    private final SecurityPolicy policy;
    private final LoginWatch watch;
    private final RandomGenerator random;

    /**
     * Makes a door.
     *
     * @param service takes up the connections
     * @param link    stands between clients and the service
     * @param policy  what is allowed
     * @param watch   counts failed logins
     * @param random  makes values that nobody can foretell
     */
    public NetworkDoor(
            BrokerService service,
            UnaryOperator<LinkService> link,
            SecurityPolicy policy,
            LoginWatch watch,
            RandomGenerator random) {
        this.service = service;
        this.link = link;
        this.policy = policy;
        this.watch = watch;
        this.random = random;
    }

    @Override
    public List<String> mechanisms(Peer peer) {
        Admission admission = service.admission();
        Set<String> checked = admission.mechanisms();
        List<String> offered = new ArrayList<>();
        if (checked.contains(Mechanisms.SCRAM_SHA_256)) {
            offered.add(Mechanisms.SCRAM_SHA_256);
        }
        if (checked.contains(Mechanisms.PLAIN) && (peer.isEncrypted() || policy.allowPlain())) {
            offered.add(Mechanisms.PLAIN);
        }
        if (checked.contains(Mechanisms.EXTERNAL) && peer.certificate() != null) {
            offered.add(Mechanisms.EXTERNAL);
        }
        if (policy.allowAnonymous() || (!admission.hasUsers() && peer.isLoopback())) {
            offered.add(Mechanisms.ANONYMOUS);
        }
        return List.copyOf(offered);
    }

    @Override
    public SaslServer authenticate(String mechanism, Peer peer) {
        if (!mechanisms(peer).contains(mechanism)) {
            throw new ProviderException(
                    ErrorCode.SECURITY, "This broker does not take part in the mechanism that was asked for");
        }
        Admission admission = service.admission();
        Login login = new Login(watch, mechanism, peer);
        return login.over(switch (mechanism) {
            case Mechanisms.SCRAM_SHA_256 -> new ScramServer(new Proved(login, admission), random);
            case Mechanisms.PLAIN -> new PlainServer((user, password) ->
                    login.mayTry(user) ? admission.check(user, password, peer) : Optional.empty());
            case Mechanisms.EXTERNAL -> NamelessServer.external(() ->
                    login.mayTry(String.valueOf(peer.certificate())) ? admission.owner(peer) : Optional.empty());
            default -> NamelessServer.anonymous(() -> Optional.of(anonymous(admission, peer)));
        });
    }

    /** The settings let it in; the authenticator may know who it is all the same. */
    private static Identity anonymous(Admission admission, Peer peer) {
        Identity nameless = Identity.named(Authenticator.ANONYMOUS);
        return admission.hasUsers() ? admission.anonymous(peer).orElse(nameless) : nameless;
    }

    @Override
    public LinkPeer accept(LinkEvents client, Peer peer, Identity identity) {
        return link.apply(service.doorFor(peer, identity)).accept(client);
    }

    /** The users, for a client that proves that it knows a password. */
    private record Proved(Login login, Admission admission) implements ScramServer.Users {

        @Override
        public Optional<ScramCredential> credential(String user) {
            return login.mayTry(user) ? admission.credential(user) : Optional.empty();
        }

        @Override
        public Optional<Identity> identity(String user) {
            return Optional.of(admission.proved(user));
        }
    }

    @Override
    public TimeSource time() {
        return service.time();
    }
}
