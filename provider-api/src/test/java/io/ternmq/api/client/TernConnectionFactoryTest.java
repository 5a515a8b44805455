// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ternmq.api.policy.ClientPolicy;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a factory reads its URI. */
final class TernConnectionFactoryTest {

    @Test
    void isForTheDefaultBrokerWithDefaultSettings() {
        TernConnectionFactory factory = new TernConnectionFactory();
        assertThat(factory.uri()).isEqualTo(URI.create("vm://ternmq"));
        assertThat(factory.policy()).isEqualTo(ClientPolicy.DEFAULT);
    }

    @Test
    void readsEverySettingFromTheQuery() {
        TernConnectionFactory factory = new TernConnectionFactory("vm://app?clientId=billing&user=ann&password=a%26b+c"
                + "&replyTimeoutMillis=500&maxPrefetch=16&trustedClasses=com.acme.*,java.time.*");
        assertThat(factory.uri()).isEqualTo(URI.create("vm://app"));
        assertThat(factory.policy().clientId()).isEqualTo("billing");
        assertThat(factory.policy().user()).isEqualTo("ann");
        assertThat(factory.policy().password()).isEqualTo("a&b+c");
        assertThat(factory.policy().replyTimeoutMillis()).isEqualTo(500);
        assertThat(factory.policy().maxPrefetch()).isEqualTo(16);
        assertThat(factory.policy().trustedClasses()).containsExactly("com.acme.*", "java.time.*");
    }

    @Test
    void overridesOnlyWhatTheQueryNames() {
        ClientPolicy policy = ClientPolicy.DEFAULT.withClientId("billing").withTrustedClasses(List.of("com.acme.*"));
        assertThat(new TernConnectionFactory("vm://app?maxPrefetch=1", policy).policy())
                .isEqualTo(policy.withMaxPrefetch(1));
    }

    @Test
    void leavesTheUrisInsideParenthesesAlone() {
        String brokers = "failover:(tcp://a:61616?x=1,tcp://b:61616)";
        TernConnectionFactory factory = new TernConnectionFactory(brokers + "?user=ann");
        assertThat(factory.uri()).isEqualTo(URI.create(brokers));
        assertThat(factory.policy().user()).isEqualTo("ann");
    }

    @Test
    void refusesUnknownKeysAndNamesTheKnownOnes() {
        List<String> known = Stream.concat(
                        Arrays.stream(ClientPolicy.class.getRecordComponents())
                                .map(RecordComponent::getName)
                                .filter(name -> !name.equals("network")),
                        Stream.of("connectTimeoutMillis", "reconnect.timeoutMillis", "tls.trustStore"))
                .toList();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TernConnectionFactory("vm://app?prefetch=1"))
                .withMessageContaining("prefetch")
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(known));
    }

    @Test
    void refusesWhatItCannotRead() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TernConnectionFactory("vm://app?maxPrefetch=many"))
                .withMessageContaining("maxPrefetch").withMessageContaining("many");
        assertThatIllegalArgumentException().isThrownBy(() -> new TernConnectionFactory("vm://app?maxPrefetch=0"))
                .withMessageContaining("maxPrefetch");
        assertThatIllegalArgumentException().isThrownBy(() -> new TernConnectionFactory("vm://app?user"));
        assertThatIllegalArgumentException().isThrownBy(() -> new TernConnectionFactory("app"));
        assertThatIllegalArgumentException().isThrownBy(() -> new TernConnectionFactory("vm://a b"));
    }

    @Test
    void keepsThePasswordToItself() {
        assertThat(new TernConnectionFactory("vm://app?password=secret"))
                .hasToString("TernConnectionFactory[vm://app]");
    }
}
