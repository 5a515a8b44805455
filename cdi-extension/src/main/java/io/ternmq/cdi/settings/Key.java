// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.settings;

import io.ternmq.api.client.TernConnectionFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every key of the extension. This is the one place: look-ups, checks of files and the guide come from it. */
public enum Key {
    /** Where the broker is. */
    URL("ternmq.url", TernConnectionFactory.DEFAULT_URI, "connection URI",
            "Where the broker is. Counts when the program has no `ConnectionFactory` bean of its own."),
    /** Who connects. */
    USER("ternmq.user", null, "text", "Who connects."),
    /** The password of that. */
    PASSWORD("ternmq.password", null, "text", "The password of that user; shown nowhere."),
    /** Client identifier. */
    CLIENT_ID("ternmq.client-id", null, "text", "Client identifier of the connections, which durable subscriptions of"
            + " one client alone belong to. Leave it out when several connections are open at a time."),
    /** Another broker. */
    FACTORY_URL("ternmq.factory.<name>.url", null, "connection URI",
            "Another broker, which is named by `@Channel(factory = \"<name>\")` or"
                    + " `@JMSConnectionFactory(\"<name>\")`."),
    /** Who connects there. */
    FACTORY_USER("ternmq.factory.<name>.user", null, "text", "Who connects there."),
    /** The password of that. */
    FACTORY_PASSWORD("ternmq.factory.<name>.password", null, "text", "The password of that user; shown nowhere."),
    /** Client identifier there. */
    FACTORY_CLIENT_ID("ternmq.factory.<name>.client-id", null, "text", "Client identifier of the connections there."),
    /** The channel that a name stands for. */
    CHANNEL("ternmq.channel.<name>", null, "channel",
            "The queue or topic that `@Named(\"<name>\")` means where something of TernMQ is injected."),
    /** Whether a connection factory is made a bean. */
    FACTORY_ENABLED("ternmq.connection-factory.enabled", "true", "true or false",
            "Whether `ConnectionFactory` can be injected out of this extension where the program has none. Say `false`"
                    + " where a server has its own and the deployment fails over two of them."),
    /** Whether JMSContext is made a bean. */
    CONTEXT_ENABLED("ternmq.jms-context.enabled", "true", "true or false",
            "Whether `JMSContext` can be injected out of this extension. Say `false` where a server has its own and the"
                    + " deployment fails over two of them."),
    /** How long a requester waits. */
    REQUEST_TIMEOUT("ternmq.request-timeout", "30s", "duration",
            "How long an injected `Requester` waits for a reply when the program does not say."),
    /** Whether listener methods run. */
    LISTENERS_ENABLED("ternmq.listeners.enabled", "true", "true or false",
            "Whether listener methods receive anything. They are checked in any case."),
    /** How long stopping waits. */
    STOP_TIMEOUT("ternmq.stop-timeout", "10s", "duration",
            "How long the end of the container waits for listeners that run, before it interrupts them."),
    /** Whether figures go to Micrometer's global registry. */
    METRICS_GLOBAL("ternmq.metrics.global", "false", "true or false",
            "Whether figures go to Micrometer's global registry when there is no `MeterRegistry` bean."),
    /** Where asyncapi.json is written to. */
    ASYNCAPI_FILE("ternmq.asyncapi.file", null, "path",
            "A file that `asyncapi.json`, the description of all declared channels, is written to at the start."),
    /** Title of asyncapi.json. */
    ASYNCAPI_TITLE("ternmq.asyncapi.title", "TernMQ application", "text", "Title of the program in `asyncapi.json`."),
    /** Version of asyncapi.json. */
    ASYNCAPI_VERSION("ternmq.asyncapi.version", "1.0.0", "text", "Version of the program in `asyncapi.json`.");

    /** What all of them begin with. */
    public static final String PREFIX = "ternmq.";

    private static final String NAME = "<name>";

    private final String text;
    private final @Nullable String usual;
    private final String unit;
    private final String sentence;
    private final Pattern form;

    Key(String text, @Nullable String usual, String unit, String sentence) {
        this.text = text;
        this.usual = usual;
        this.unit = unit;
        this.sentence = sentence;
        this.form = Pattern.compile(Pattern.quote(text).replace(NAME, "\\E.+\\Q"));
    }

    /**
     * The key as it is written.
     *
     * @return with {@code <name>} for a name of the program's own
     */
    public String text() {
        return text;
    }

    /**
     * The key for a name.
     *
     * @param name takes the place of {@code <name>}
     * @return as it is written
     */
    public String text(String name) {
        return text.replace(NAME, name);
    }

    /**
     * What counts when nobody says anything.
     *
     * @return null for nothing
     */
    public @Nullable String usual() {
        return usual;
    }

    /**
     * What a value is.
     *
     * @return in words
     */
    public String unit() {
        return unit;
    }

    /**
     * What it means.
     *
     * @return a sentence for the guide
     */
    public String sentence() {
        return sentence;
    }

    /**
     * Whether a key is written like this one.
     *
     * @param key as somebody has written it
     * @return true also for any name in the place of {@code <name>}
     */
    public boolean matches(String key) {
        return form.matcher(key).matches();
    }

    /**
     * Whether there is such a key.
     *
     * @param key as somebody has written it
     * @return false for what begins with {@link #PREFIX} and is none of these
     */
    public static boolean isKnown(String key) {
        return !key.startsWith(PREFIX) || Arrays.stream(values()).anyMatch(each -> each.matches(key));
    }

    /**
     * All of them, for messages.
     *
     * @return as they are written
     */
    static List<String> all() {
        return Arrays.stream(values()).map(Key::text).toList();
    }

    /** The environment variable of a key, as MicroProfile Config has it too. */
    static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
