// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.settings;

import io.ternmq.api.DurationText;
import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values of a program. Looked up in this order: system properties; MicroProfile Config when a provider of it is
 * there, else environment variables; {@code tern.yaml}; {@code ternmq.properties}. The keys are the same everywhere;
 * an environment variable has them in capitals, with an underscore for every other character. Files are read once,
 * everything else at each look-up. Callable from any thread.
 */
public final class Settings {

    private static final Pattern NAMED_FACTORY =
            Pattern.compile("ternmq\\.factory\\.(.+)\\.(?:url|user|password|client-id)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}:]+)(?::([^{}]*))?}");

    private final List<Source> sources;

    private Settings(List<Source> sources) {
        this.sources = List.copyOf(sources);
    }

    /**
     * Reads what there is for the program of the calling thread.
     *
     * @return its values
     * @throws ProviderException with {@code INVALID_SETTING} when a file cannot be read or has a key that does not
     * exist
     */
    public static Settings load() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return new Settings(Places.of(context == null ? Settings.class.getClassLoader() : context));
    }

    /**
     * Given values, and nothing else.
     *
     * @param values by key
     * @return the values
     * @throws ProviderException with {@code INVALID_SETTING} when a key does not exist
     */
    public static Settings of(Map<String, String> values) {
        KnownKeys.require(values.keySet(), "The given settings");
        return new Settings(List.of(Source.of(values)));
    }

    /** What comes first counts. */
    static Settings over(List<Source> sources) {
        return new Settings(sources);
    }

    /**
     * Looks up any key, also one of the program's own.
     *
     * @param key as it is written in files
     * @return its value, or null when nobody has said one and the extension has none itself
     */
    public @Nullable String find(String key) {
        for (Source source : sources) {
            String value = source.find(key);
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        return null;
    }

    /**
     * Looks up a key of the extension.
     *
     * @param key without a name in it
     * @return its value, or what is usual; null when there is neither
     */
    public @Nullable String find(Key key) {
        String value = find(key.text());
        return value == null ? key.usual() : value;
    }

    /**
     * Looks up a key that has a usual value.
     *
     * @param key without a name in it
     * @return its value
     */
    public String text(Key key) {
        return Objects.requireNonNull(find(key), key.text());
    }

    /**
     * Looks up a duration.
     *
     * @param key whose usual value is a duration
     * @return its value
     * @throws ProviderException with {@code INVALID_SETTING} when it is no duration
     */
    public Duration duration(Key key) {
        try {
            return DurationText.parse(text(key));
        } catch (IllegalArgumentException e) {
            throw new ProviderException(ErrorCode.INVALID_SETTING, key.text() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Looks up a yes or no.
     *
     * @param key whose usual value is one
     * @return its value
     * @throws ProviderException with {@code INVALID_SETTING} when it is neither {@code true} nor {@code false}
     */
    public boolean flag(Key key) {
        String value = text(key);
        if (!value.equals("true") && !value.equals("false")) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING, key.text() + " is true or false, not '" + value + "'.");
        }
        return value.equals("true");
    }

    /**
     * The channel that a name stands for.
     *
     * @param name as {@code @Named} has it
     * @return a channel in its written form, or null
     */
    public @Nullable String channel(String name) {
        return find(Key.CHANNEL.text(name));
    }

    /**
     * The brokers that have names.
     *
     * @return names of connection factories, in the order of the alphabet; not those of environment variables alone
     */
    public Set<String> factories() {
        Set<String> names = new TreeSet<>();
        for (Source source : sources) {
            source.keys().stream()
                    .map(NAMED_FACTORY::matcher)
                    .filter(Matcher::matches)
                    .forEach(match -> names.add(match.group(1)));
        }
        return names;
    }

    /**
     * Whether there is a broker of a name.
     *
     * @param name of a connection factory
     * @return true also when environment variables alone name it
     */
    public boolean hasFactory(String name) {
        return find(Key.FACTORY_URL.text(name)) != null;
    }

    /**
     * Where a connection factory connects.
     *
     * @param name of the factory, or empty for the default one
     * @return its values
     * @throws ProviderException with {@code INVALID_SETTING} when there is no broker of that name
     */
    public Endpoint endpoint(String name) {
        if (name.isEmpty()) {
            return new Endpoint(text(Key.URL), find(Key.USER), find(Key.PASSWORD), find(Key.CLIENT_ID));
        }
        String url = find(Key.FACTORY_URL.text(name));
        if (url == null) {
            throw new ProviderException(ErrorCode.INVALID_SETTING, "There is no connection factory '" + name
                    + "': set " + Key.FACTORY_URL.text(name) + ", or make a ConnectionFactory bean with @Named(\""
                    + name + "\").");
        }
        return new Endpoint(
                url,
                find(Key.FACTORY_USER.text(name)),
                find(Key.FACTORY_PASSWORD.text(name)),
                find(Key.FACTORY_CLIENT_ID.text(name)));
    }

    /**
     * Puts values in the place of parts such as {@code ${orders.topic}} or {@code ${orders.topic:orders}}.
     *
     * @param text with any number of them
     * @return the text without them
     * @throws ProviderException with {@code INVALID_SETTING} when there is no value for one
     */
    public String resolve(String text) {
        return PLACEHOLDER.matcher(text)
                .replaceAll(part -> Matcher.quoteReplacement(value(text, part.group(1), part.group(2))));
    }

    private String value(String text, String key, @Nullable String usual) {
        String value = find(key.strip());
        if (value == null && usual == null) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING, "There is no value for '" + key + "' in '" + text + "'.");
        }
        return value == null ? Objects.requireNonNull(usual) : value;
    }
}
