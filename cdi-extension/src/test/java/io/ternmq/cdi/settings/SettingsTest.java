// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.client.TernConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Look-ups. */
class SettingsTest {

    @Test
    void whatComesFirstCounts() {
        Settings settings = Settings.over(List.of(
                new Environment(Map.of("TERNMQ_URL", "vm://environment", "TERNMQ_STOP_TIMEOUT", "3s")),
                Source.of(Map.of("ternmq.url", "vm://file", "ternmq.user", "anna"))));

        assertThat(settings.find(Key.URL)).isEqualTo("vm://environment");
        assertThat(settings.find(Key.USER)).isEqualTo("anna");
        assertThat(settings.duration(Key.STOP_TIMEOUT)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void blankIsNotSaid() {
        Settings settings = Settings.over(List.of(
                Source.of(Map.of("ternmq.url", "  ")), Source.of(Map.of("ternmq.url", " vm://file "))));

        assertThat(settings.find("ternmq.url")).isEqualTo("vm://file");
    }

    @Test
    void usualValuesCountWhenNobodySaysAnything() {
        Settings settings = Settings.of(Map.of());

        assertThat(settings.text(Key.URL)).isEqualTo(TernConnectionFactory.DEFAULT_URI);
        assertThat(settings.duration(Key.STOP_TIMEOUT)).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.flag(Key.LISTENERS_ENABLED)).isTrue();
        assertThat(settings.find(Key.USER)).isNull();
    }

    @Test
    void systemPropertiesAreReadAtEachLookUp() {
        Settings settings = Settings.load();
        System.setProperty("ternmq.channel.settings-test", "topic://now");
        try {
            assertThat(settings.channel("settings-test")).isEqualTo("topic://now");
        } finally {
            System.clearProperty("ternmq.channel.settings-test");
        }
        assertThat(settings.channel("settings-test")).isNull();
    }

    @Test
    void valuesThatMakeNoSenseSayWhichKeyAndWhatToWrite() {
        Settings settings = Settings.of(Map.of("ternmq.stop-timeout", "soon", "ternmq.listeners.enabled", "yes"));

        assertThatThrownBy(() -> settings.duration(Key.STOP_TIMEOUT))
                .hasMessageContaining("ternmq.stop-timeout")
                .hasMessageContaining("for example 5s");
        assertThatThrownBy(() -> settings.flag(Key.LISTENERS_ENABLED))
                .hasMessage("ternmq.listeners.enabled is true or false, not 'yes'.");
    }

    @Test
    void unknownKeyIsRefusedWithAllThatThereAre() {
        assertThatThrownBy(() -> Settings.of(Map.of("ternmq.usr", "anna", "orders.topic", "orders")))
                .isInstanceOfSatisfying(ProviderException.class, failure ->
                        assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_SETTING))
                .hasMessageContaining("ternmq.usr")
                .hasMessageContaining("ternmq.user, ternmq.password")
                .hasMessageContaining("ternmq.factory.<name>.url");
    }

    @Test
    void namesOfFactoriesMayHaveDots() {
        Settings settings = Settings.of(Map.of(
                "ternmq.factory.audit.eu.url", "vm://audit",
                "ternmq.factory.audit.eu.user", "anna",
                "ternmq.factory.audit.eu.password", "secret",
                "ternmq.factory.other.client-id", "me"));

        assertThat(settings.factories()).containsExactly("audit.eu", "other");
        Endpoint endpoint = settings.endpoint("audit.eu");
        assertThat(endpoint).isEqualTo(new Endpoint("vm://audit", "anna", "secret", null));
        assertThat(endpoint.toString()).doesNotContain("secret");
        assertThat(settings.hasFactory("other")).isFalse();
        assertThatThrownBy(() -> settings.endpoint("other"))
                .hasMessageContaining("ternmq.factory.other.url")
                .hasMessageContaining("@Named(\"other\")");
    }

    @Test
    void environmentAloneCanGiveWhatIsAskedFor() {
        Settings settings = Settings.over(List.of(new Environment(
                Map.of("TERNMQ_FACTORY_AUDIT_URL", "vm://audit", "TERNMQ_CHANNEL_NEW_ORDERS", "queue://new"))));

        assertThat(settings.hasFactory("audit")).isTrue();
        assertThat(settings.channel("new-orders")).isEqualTo("queue://new");
    }

    @Test
    void partsOfTextsAreReplaced() {
        Settings settings = Settings.of(Map.of("orders.topic", "o$1", "region", "eu"));

        assertThat(settings.resolve("topic://${orders.topic}.${region}.${kind:all}")).isEqualTo("topic://o$1.eu.all");
        assertThat(settings.resolve("plain")).isEqualTo("plain");
        assertThat(settings.resolve("${kind:}x")).isEqualTo("x");
        assertThatThrownBy(() -> settings.resolve("${nobody.knows}"))
                .hasMessage("There is no value for 'nobody.knows' in '${nobody.knows}'.");
    }
}
