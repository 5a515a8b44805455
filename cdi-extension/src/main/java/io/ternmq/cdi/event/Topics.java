// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.event;

import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Channel;
import io.ternmq.cdi.settings.Settings;
import java.util.List;

/**
 * Topics as annotations name them: looked up in the settings where they say so, and checked as far as names are the
 * same
 * everywhere.
 *
 * @param settings of the program
 */
record Topics(Settings settings) {

    /** What to write instead of a wrong name. */
    static final String NAME = "Write levels that are separated by dots, such as orders.created.";

    /** What to write instead of a wrong pattern. */
    static final String PATTERN =
            "Write levels that are separated by dots, each a word, * for one or # for any number.";

    /** The topic that a name means. */
    Channel channel(String topic) {
        return Channel.topic(settings.resolve(topic));
    }

    /** Of a topic that is sent to; empty when nothing is wrong. */
    String problemOfName(String written) {
        String problem = problemOfPattern(written);
        if (!problem.isEmpty()) {
            return problem;
        }
        String topic = settings.resolve(written);
        if (List.of(topic.split("\\.", -1)).stream().anyMatch(Topics::isWildcard)) {
            return "is a pattern, and a message is sent to one topic.";
        }
        return topic.indexOf('?') >= 0 ? "has options, which only a reader has." : "";
    }

    /** Of a topic that is received from; empty when nothing is wrong. */
    String problemOfPattern(String written) {
        String topic;
        try {
            topic = settings.resolve(written);
        } catch (ProviderException e) {
            return "cannot be looked up: " + e.getMessage();
        }
        if (topic.isBlank()) {
            return "names no topic.";
        }
        if (topic.contains("://")) {
            return "is an address, and a topic is named without one.";
        }
        boolean gap = List.of(topic.split("\\.", -1)).contains("");
        return gap ? "has an empty level." : "";
    }

    private static boolean isWildcard(String level) {
        return level.equals("*") || level.equals("#") || level.equals(">");
    }
}
