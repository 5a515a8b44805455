// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.Action;
import io.ternmq.api.spi.Identity;
import io.ternmq.broker.Rights;
import io.ternmq.broker.TemporaryNames;
import io.ternmq.message.Address;
import io.ternmq.routing.TopicPattern;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What one user may do, by the broker's permissions. Remembers what it has allowed, as clients ask for the same few
 * things for every message. Any thread may ask.
 *
 * <p>Temporary destinations are outside of the permissions: whoever has one may consume from it and look into it, which
 * the state checks, and everybody who is let in may send to it, as whoever answers a request must.
 */
final class UserRights implements Rights {

    private static final int MOST_REMEMBERED = 256;
    private static final Identity NOBODY = Identity.named("unknown");

    private final AccessRules rules;
    private final Identity identity;
    private final Set<Allowed> remembered = ConcurrentHashMap.newKeySet();

    /** For a user; null for a client that has not been asked yet who it is. */
    UserRights(AccessRules rules, @Nullable Identity identity) {
        this.rules = rules;
        this.identity = identity == null ? NOBODY : identity;
    }

    @Override
    public void require(Action action, Address address) {
        if (rules.isOpen()) {
            return;
        }
        Allowed wish = new Allowed(action, address);
        if (remembered.contains(wish)) {
            return;
        }
        if (!isAllowed(action, address)) {
            throw refusal(action, address.toString());
        }
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.add(wish);
    }

    /** Insists that there is something with which this may be done. */
    void requireSomewhere(Action action) {
        if (!rules.maySomewhere(identity.roles(), action)) {
            throw refusal(action, "any destination");
        }
    }

    private boolean isAllowed(Action action, Address address) {
        String name = address.name();
        boolean isPattern = !address.isQueue() && name.chars().anyMatch(c -> c == '*' || c == '#' || c == '>');
        if (isPattern) {
            return rules.mayAll(identity.roles(), action, pattern(name));
        }
        boolean isOutside = TemporaryNames.contains(name) && action != Action.CREATE && action != Action.MANAGE;
        return isOutside || rules.may(identity.roles(), action, name);
    }

    private static TopicPattern pattern(String name) {
        try {
            return TopicPattern.parse(name);
        } catch (IllegalArgumentException e) {
            throw new ProviderException(ErrorCode.INVALID_DESTINATION, String.valueOf(e.getMessage()), e);
        }
    }

    private ProviderException refusal(Action action, String what) {
        return new ProviderException(
                ErrorCode.SECURITY,
                "User '" + identity.name() + "' with " + roles() + " lacks permission " + action + " for " + what
                        + "; ask whoever runs the broker for a role that has it");
    }

    private String roles() {
        return identity.roles().isEmpty() ? "no role" : "roles " + new TreeSet<>(identity.roles());
    }

    private record Allowed(Action action, Address address) {}
}
