// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import io.ternmq.api.policy.ClientPolicy;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes {@code docs/configuration.md} out of the records, their defaults and their comments. */
final class ConfigurationPage {

    private static final Pattern DEFAULT_WORDS = Pattern.compile("\\bdefault ([^;.(]*)");
    private static final Map<String, String> UNITS = Map.of(
            "millis", "ms", "bytes", "bytes", "seconds", "s", "messages", "messages", "attempts", "attempts",
            "multiplier", "factor");

    private static final String HEAD = """
            # Configuration

            <!-- Generated from the records and their comments; do not edit.
                 mvn -pl broker-server -am test -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false \\
                     -Dternmq.reference.write=true -->

            `tern run` reads one YAML file: `--config <file>`, else what system property `tern.config` or environment
            variable `TERN_CONFIG` names, else `tern.yaml` in the working directory, else `conf/tern.yaml` of the
            installation. Without a file, every setting has its default. A key that does not exist is an error that says
            what was probably meant; all errors of a file are told at once, each with its line.

            **Overriding.** An environment variable counts more than the file, a system property more than both. The
            system property of a key is the key behind `tern.`: `-Dtern.http.port=9161`. The environment variable is the
            same in capitals, with an underscore for every other character: `TERN_HTTP_PORT`, for an element of a list
            `TERN_ACCEPTORS_0__PORT`. A name with a dot stands in quotes: `destinations."orders.#".auto-create` is
            `TERN_DESTINATIONS__ORDERS____AUTO_CREATE`. A variable can change settings of a destination that the file
            names, and cannot name one. The elements of a list that the file has are the list; variables and properties
            change them one by one, or add to them.

            **Passwords** need not stand in the file: `${DB_PASSWORD}` is the environment variable (or system property)
            of that name, `${DB_PASSWORD:none}` has a default, `${file::/run/secrets/db}` is the text of a file. Two
            `$$` stand for one `$` that means itself. No message and no log shows a password.

            """;
    private static final String CLIENT = """
            ## Connection URIs

            What stands behind the `?` of a connection URI, as in `tcp://host:61616?reconnect.timeoutMillis=60000`.
            These keys are written as shown here. A key that does not exist is an error that lists those that do.

            | key | type | default | unit | |
            |---|---|---|---|---|
            """;

    private final RecordComments comments;
    private final StringBuilder page = new StringBuilder(HEAD);

    ConfigurationPage(RecordComments comments) {
        this.comments = comments;
    }

    String render() {
        Shape.Section root = Shape.section(ServerSettings.class);
        page.append("## Keys of tern.yaml\n\n");
        page.append("`<name>` stands for a name that you choose, `[n]` for an element of a list.\n\n");
        ServerSettings defaults = ServerSettings.defaults();
        table("", root, defaults);
        sections("", root);
        page.append(CLIENT);
        rows("", Shape.section(ClientPolicy.class), ClientPolicy.DEFAULT, true);
        return page.toString();
    }

    /** A heading and a table for every section below. */
    private void sections(String path, Shape.Section section) {
        section.keys().forEach((key, member) -> {
            String below = Names.below(path, key);
            Shape shape = member.shape();
            if (shape instanceof Shape.Section inner) {
                section(below, inner);
            } else if (shape instanceof Shape.Series series && series.element() instanceof Shape.Section inner) {
                section(below + "[n]", inner);
            } else if (shape instanceof Shape.Table table && table.element() instanceof Shape.Section inner) {
                section(below + ".<name>", inner);
            }
        });
    }

    private void section(String path, Shape.Section section) {
        page.append("### ").append(path.replace("<", "\\<")).append("\n\n");
        page.append(comments.about(section.type())).append("\n\n");
        table(path, section, Maker.defaultOf(section.type()).orElse(null));
        sections(path, section);
    }

    private void table(String path, Shape.Section section, @Nullable Object defaults) {
        page.append("| key | type | default | unit | |\n|---|---|---|---|---|\n");
        rows(path, section, defaults, false);
        page.append('\n');
    }

    /** One row for each member; those of flat ones here as well, and in URIs those of all sections. */
    private void rows(String path, Shape.Section section, @Nullable Object defaults, boolean isUri) {
        Map<String, String> sentences = comments.components(section.type());
        for (Shape.Member member : section.members()) {
            Object value = defaults == null ? null : Maker.value(member.component(), defaults);
            String name = member.component().getName();
            if (member.shape() instanceof Shape.Section inner && (isUri || member.isFlat())) {
                rows(isUri ? uriPath(path, name) : path, inner, value, isUri);
            } else {
                String key = isUri ? uriPath(path, name) : member.pathBelow(path);
                String sentence = Optional.ofNullable(sentences.get(name))
                        .orElseThrow(() -> new IllegalStateException(member.component() + " has no @param"));
                row(key, member, rendered(section, member, value, sentence), sentence);
            }
        }
    }

    private static String uriPath(String path, String name) {
        String prefix = path.equals("network") ? "" : path;
        return prefix.isEmpty() ? name : prefix + '.' + name;
    }

    private void row(String key, Shape.Member member, String value, String sentence) {
        page.append("| `").append(key).append("` | ").append(type(member.shape())).append(" | ").append(value)
                .append(" | ").append(unit(member.key())).append(" | ").append(cell(sentence)).append(" |\n");
    }

    private static String cell(String sentence) {
        String text = sentence.replace("|", "\\|");
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    private static String unit(String key) {
        return UNITS.getOrDefault(key.substring(key.lastIndexOf('-') + 1), "");
    }

    private static String type(Shape shape) {
        if (shape instanceof Shape.Series series) {
            return "list of " + (series.element() instanceof Shape.Section ? "sections" : type(series.element()));
        }
        if (shape instanceof Shape.Table table) {
            return table.element() instanceof Shape.Section ? "sections by name" : type(table.element()) + " by name";
        }
        return shape instanceof Shape.Leaf leaf ? type(leaf.type()) : "section";
    }

    private static String type(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(each -> '`' + Conversion.word(each) + '`')
                    .collect(Collectors.joining(", "));
        }
        if (type == int.class || type == long.class) {
            return "integer";
        }
        return type == String.class ? "text" : type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String rendered(
            Shape.Section section, Shape.Member member, @Nullable Object value, String sentence) {
        if (member.isRequired()) {
            return "required";
        }
        if (value == null) {
            return Maker.defaultOf(section.type()).isPresent()
                    ? "none"
                    : sentence.contains("default empty") ? "empty" : "required";
        }
        if (member.shape() instanceof Shape.Section) {
            return "see below";
        }
        boolean isFoundAtRunTime = value instanceof Number && Maker.hasDefaults(section.type());
        return isFoundAtRunTime ? inWords(sentence).orElse(rendered(value)) : rendered(value);
    }

    /** A default that depends on the machine is not what this machine makes of it. */
    private static Optional<String> inWords(String sentence) {
        Matcher words = DEFAULT_WORDS.matcher(sentence);
        return words.find() && !Character.isDigit(words.group(1).charAt(0))
                ? Optional.of(words.group(1).trim())
                : Optional.empty();
    }

    private static String rendered(Object value) {
        if (value instanceof Collection<?> list) {
            return list.isEmpty() ? "empty" : "see below";
        }
        if (value instanceof Map<?, ?>) {
            return "empty";
        }
        return '`' + (value instanceof Enum<?> constant ? Conversion.word(constant) : value.toString()) + '`';
    }
}
