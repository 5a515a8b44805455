// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.settings;

/** Writes {@code docs/guide/cdi-settings.md} out of the keys. */
final class SettingsPage {

    private static final String HEAD = """
            # Settings of CDI programs

            <!-- Generated from the keys of the extension; do not edit.
                 mvn -pl cdi-extension -am test -Dtest=SettingsPageTest -Dsurefire.failIfNoSpecifiedTests=false \\
                     -Dternmq.reference.write=true -->

            None is needed: without any, a program with a broker of its own works at once. The same keys count
            everywhere, and what stands further up counts more:

            1. system properties: `-Dternmq.url=tcp://broker:61616`
            2. MicroProfile Config, when the program has a provider of it; else environment variables: `TERNMQ_URL`, the
               key in capitals with an underscore for every other character
            3. `tern.yaml` in the working directory, then on the class path; needs `org.yaml:snakeyaml`
            4. `ternmq.properties` in the working directory, then on the class path

            ```yaml
            ternmq:
              url: tcp://broker:61616
              user: shop
              channel:
                new-orders: topic://orders.created
            ```

            A key below `ternmq.` that does not exist is an error in these two files, which lists those that do; in
            MicroProfile Config it is a warning in the log. Other keys are the program's own:
            `@Channel("${orders.topic}")` and `@Channel("${orders.topic:orders}")` look them up in the same places.
            Durations are written `500ms`, `10s`, `5m`, `2h`, `1d` or as in ISO 8601.

            | key | default | value | |
            |---|---|---|---|
            """;

    private SettingsPage() {}

    static String render() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Key key : Key.values()) {
            String usual = key.usual() == null ? "none" : '`' + key.usual() + '`';
            page.append("| `").append(key.text()).append("` | ").append(usual).append(" | ").append(key.unit())
                    .append(" | ").append(key.sentence()).append(" |\n");
        }
        return page.toString();
    }
}
