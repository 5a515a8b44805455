// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.Action;
import io.ternmq.api.policy.Permission;
import io.ternmq.routing.PatternPairs;
import io.ternmq.routing.TopicPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The permissions of a broker. For each action the most specific pattern that matches a name decides alone; a name that
 * no pattern matches is closed. Without any permission everything is open. Immutable; any thread may ask.
 */
public final class AccessRules {

    /** No restriction. */
    static final AccessRules OPEN = of(List.of());

    private final Map<Action, List<Rule>> byAction;

    private AccessRules(Map<Action, List<Rule>> byAction) {
        this.byAction = byAction;
    }

    /**
     * Reads permissions.
     *
     * @throws ProviderException with {@code INVALID_SETTING} when a pattern is malformed
     */
    public static AccessRules of(List<Permission> permissions) {
        Map<Action, Map<TopicPattern, Set<String>>> roles = new EnumMap<>(Action.class);
        for (Permission permission : permissions) {
            TopicPattern pattern = parse(permission.pattern());
            for (Action action : permission.actions()) {
                roles.computeIfAbsent(action, key -> new HashMap<>())
                        .computeIfAbsent(pattern, key -> new HashSet<>())
                        .add(permission.role());
            }
        }
        Map<Action, List<Rule>> rules = new EnumMap<>(Action.class);
        roles.forEach((action, patterns) -> rules.put(action, sorted(patterns)));
        return new AccessRules(rules);
    }

    private static TopicPattern parse(String pattern) {
        try {
            return TopicPattern.parse(pattern);
        } catch (IllegalArgumentException e) {
            throw new ProviderException(ErrorCode.INVALID_SETTING, "Permissions: " + e.getMessage(), e);
        }
    }

    private static List<Rule> sorted(Map<TopicPattern, Set<String>> patterns) {
        List<Rule> rules = new ArrayList<>();
        patterns.forEach((pattern, roles) -> rules.add(new Rule(pattern, Set.copyOf(roles))));
        rules.sort(Comparator.comparing(Rule::pattern));
        return List.copyOf(rules);
    }

    /** Whether there is no restriction. */
    boolean isOpen() {
        return byAction.isEmpty();
    }

    /** Whether one of these roles may do something with a destination of this name. */
    boolean may(Set<String> roles, Action action, String name) {
        if (isOpen()) {
            return true;
        }
        for (Rule rule : rules(action)) {
            if (rule.pattern().matches(name)) {
                return rule.allows(roles);
            }
        }
        return false;
    }

    /** Whether one of these roles may do something with every destination that a pattern matches; false in doubt. */
    boolean mayAll(Set<String> roles, Action action, TopicPattern names) {
        if (isOpen()) {
            return true;
        }
        boolean isCovered = false;
        for (Rule rule : rules(action)) {
            if (PatternPairs.meet(rule.pattern(), names)) {
                if (!rule.allows(roles)) {
                    return false;
                }
                isCovered = PatternPairs.covers(rule.pattern(), names);
                if (isCovered) {
                    return true; // less specific rules decide about none of these names
                }
            }
        }
        return isCovered;
    }

    /** Whether there is any destination with which one of these roles may do something. */
    boolean maySomewhere(Set<String> roles, Action action) {
        return isOpen() || rules(action).stream().anyMatch(rule -> rule.allows(roles));
    }

    private List<Rule> rules(Action action) {
        return byAction.getOrDefault(action, List.of());
    }

    /** Who may do one thing with the destinations of one pattern. */
    private record Rule(TopicPattern pattern, Set<String> roles) {

        boolean allows(Set<String> wanted) {
            return roles.contains(Permission.EVERYBODY) || wanted.stream().anyMatch(roles::contains);
        }
    }
}
