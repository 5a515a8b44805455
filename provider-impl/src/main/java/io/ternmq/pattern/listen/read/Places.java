// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.stream.ReaderOptions;
import io.ternmq.routing.TopicNames;
import io.ternmq.routing.TopicPattern;
import org.jspecify.annotations.Nullable;

/** Names of queues and topics in annotations. What is wrong is told, and null. Pure functions. */
final class Places {

    private static final String QUEUE = "queue://";
    private static final String TOPIC = "topic://";
    private static final String NAMES =
            "Write a name such as orders.created, with a dot between levels and no white space.";

    private Places() {}

    /**
     * A queue.
     *
     * @param words what names it, such as {@code @QueueListener}
     */
    static @Nullable Channel queue(String words, String text, Site site) {
        if (text.startsWith(TOPIC)) {
            site.fault(
                    words + " names the topic " + text + ", where a queue belongs.",
                    "Write the name of a queue" + (words.equals("@QueueListener") ? ", or @TopicListener." : "."));
            return null;
        }
        String name = text.startsWith(QUEUE) ? text.substring(QUEUE.length()) : text;
        int mark = name.indexOf('?');
        if (mark >= 0 && hasOption(name.substring(mark + 1))) {
            site.fault(
                    words + " = \"" + text + "\": a queue has no stream behind it that could be read with options.",
                    "Leave " + name.substring(mark) + " out, or listen to a topic.");
            return null;
        }
        try {
            return Channel.queue(TopicNames.requireLiteral(name));
        } catch (IllegalArgumentException e) {
            site.fault(words + " names no queue: " + e.getMessage() + '.', NAMES);
            return null;
        }
    }

    private static boolean hasOption(String text) {
        return ReaderOptions.words().stream().anyMatch(word -> text.startsWith(word + '='));
    }

    /**
     * A topic or pattern to listen to.
     *
     * @param replay where to begin, or empty
     */
    static @Nullable Channel topic(String text, String replay, Site site) {
        if (text.startsWith(QUEUE)) {
            site.fault("@TopicListener names the queue " + text + '.', "Write a topic, or @QueueListener.");
            return null;
        }
        String whole = text.startsWith(TOPIC) ? text.substring(TOPIC.length()) : text;
        int mark = whole.indexOf('?');
        if (mark < 0 && replay.isEmpty()) {
            return isPattern(whole, site) ? Channel.topic(whole) : null;
        }
        String name = mark < 0 ? whole : whole.substring(0, mark);
        String options = joined(text, replay, mark < 0 ? "" : whole.substring(mark + 1), site);
        boolean isPattern = isPattern(name, site);
        boolean isReadable = options != null && areOptions(text, options, site);
        return isPattern && isReadable ? Channel.topic(name + '?' + options) : null;
    }

    /** What is said in two places as one. */
    private static @Nullable String joined(String text, String replay, String options, Site site) {
        if (replay.isEmpty()) {
            return options;
        }
        if (('&' + options).contains("&replay=")) {
            site.fault(
                    "Both replay = \"" + replay + "\" and \"" + text + "\" say where to begin.",
                    "Leave one of the two out.");
            return null;
        }
        return "replay=" + replay + (options.isEmpty() ? "" : '&' + options);
    }

    private static boolean isPattern(String name, Site site) {
        try {
            TopicPattern.parse(name);
            return true;
        } catch (IllegalArgumentException e) {
            site.fault(
                    "@TopicListener names no topic: " + e.getMessage() + '.',
                    "Write a name such as orders.created, or a pattern in which * is one level and # any number of"
                            + " them, each alone between dots.");
            return false;
        }
    }

    private static boolean areOptions(String text, String options, Site site) {
        try {
            ReaderOptions said = ReaderOptions.parse(options);
            if (said.isManual()) {
                site.fault(
                        "\"" + text + "\" says commit=manual, but a listener's group moves on as messages are settled.",
                        "Leave commit=manual out, or read with Messaging.streams().");
            }
            return !said.isManual();
        } catch (IllegalArgumentException e) {
            site.fault(
                    "The options of \"" + text + "\" are wrong: " + e.getMessage() + '.',
                    "Write for example orders?replay=earliest&group=billing.");
            return false;
        }
    }

    /** Where requests go: a queue, or a channel with its kind in front. */
    static @Nullable Channel asked(String text, Site site) {
        if (text.contains("${")) {
            site.fault(
                    "@RequestTo = \"" + text + "\": settings are not looked up here, since both sides must agree.",
                    "Write the name itself.");
            return null;
        }
        if (!text.startsWith(TOPIC)) {
            return queue("@RequestTo", text, site);
        }
        try {
            return Channel.topic(TopicNames.requireLiteral(text.substring(TOPIC.length())));
        } catch (IllegalArgumentException e) {
            site.fault("@RequestTo names no topic: " + e.getMessage() + '.', NAMES);
            return null;
        }
    }

    /** A channel without the options of its name. */
    static Channel plain(Channel channel) {
        int mark = channel.isQueue() ? -1 : channel.name().indexOf('?');
        return mark < 0 ? channel : Channel.topic(channel.name().substring(0, mark));
    }

    /** The options of a topic, or null when it is read as one. */
    static @Nullable ReaderOptions options(Channel channel) {
        int mark = channel.isQueue() ? -1 : channel.name().indexOf('?');
        return mark < 0 ? null : ReaderOptions.parse(channel.name().substring(mark + 1));
    }
}
