// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.ra.Login;
import jakarta.resource.spi.InvalidPropertyException;
import java.beans.BeanInfo;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Activation properties. */
class SpecTest {

    private static TernActivationSpec good() {
        TernActivationSpec spec = new TernActivationSpec();
        spec.setDestinationType("jakarta.jms.Topic");
        spec.setDestination("news");
        return spec;
    }

    private static Arguments fault(Consumer<TernActivationSpec> change, String property, String sentence) {
        return Arguments.of(change, property, sentence);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(spec -> spec.setDestination(" "), "destination",
                        "destination is not set; it must be the name of a queue or topic, or use destinationLookup"),
                fault(spec -> spec.setDestinationType(null), "destinationType",
                        "destinationType is not set; it must be jakarta.jms.Queue or jakarta.jms.Topic"),
                fault(spec -> spec.setDestinationType("javax.jms.Queue"), "destinationType",
                        "destinationType is 'javax.jms.Queue'; it must be jakarta.jms.Queue or jakarta.jms.Topic"
                                + " (the name since Jakarta EE 9)"),
                fault(spec -> spec.setAcknowledgeMode("auto"), "acknowledgeMode",
                        "acknowledgeMode is 'auto'; it must be one of Auto-acknowledge, Dups-ok-acknowledge"),
                fault(spec -> spec.setSubscriptionDurability("durable"), "subscriptionDurability",
                        "'durable'; it must be one of Durable, NonDurable"),
                fault(SpecTest::durableWithoutName, "subscriptionName", "subscriptionName is not set"),
                fault(SpecTest::durableWithoutClient, "clientId", "or set shareSubscriptions=true"),
                fault(spec -> spec.setShareSubscriptions(true), "subscriptionName", "subscriptionName is not set"),
                fault(SpecTest::durableQueue, "subscriptionDurability", "NonDurable for a queue"),
                fault(spec -> spec.setReplay("yesterday"), "replay",
                        "replay is 'yesterday'; it must be earliest, latest, last:<n>, offset:<n>, time:<instant>"),
                fault(spec -> spec.setMaxConcurrency(0), "maxConcurrency",
                        "maxConcurrency is '0'; it must be 1 or more"),
                fault(spec -> spec.setReconnectAttempts(-2), "reconnectAttempts", "it must be -1 or more"),
                fault(spec -> spec.setReconnectMillis(0L), "reconnectMillis", "it must be 1 or more"),
                fault(spec -> spec.setReconnectMaxMillis(5L), "reconnectMaxMillis", "it must be 200 or more"),
                fault(spec -> spec.setEndpointExceptionRedeliveryAttempts(-1),
                        "endpointExceptionRedeliveryAttempts", "it must be 0 or more"),
                fault(spec -> spec.setEndpointExceptionRedeliveryInterval(-1L),
                        "endpointExceptionRedeliveryInterval", "it must be 0 or more"),
                fault(spec -> spec.setFailuresBeforePause(-1), "failuresBeforePause", "it must be 0 or more"),
                fault(spec -> spec.setPauseMillis(0L), "pauseMillis", "it must be 1 or more"),
                fault(spec -> spec.setReplay("time:yesterday"), "replay", "replay is 'time:yesterday'"),
                fault(SpecTest::replayedQueue, "replay", "nothing for a queue"),
                fault(spec -> spec.setMessageSelector("colour = = 'red'"), "messageSelector",
                        "messageSelector is 'colour = = 'red''; it must be a condition on headers and properties"),
                fault(spec -> spec.setUrl("http://there:80"), "url", "tcp://<host>:<port>"),
                fault(spec -> spec.setPassword("secret"), "user", "the user whom the password belongs to"));
    }

    private static void durableWithoutName(TernActivationSpec spec) {
        spec.setSubscriptionDurability("Durable");
        spec.setClientId("one");
    }

    private static void durableWithoutClient(TernActivationSpec spec) {
        spec.setSubscriptionDurability("Durable");
        spec.setSubscriptionName("desk");
    }

    private static void replayedQueue(TernActivationSpec spec) {
        spec.setReplay("earliest");
        spec.setDestinationType("jakarta.jms.Queue");
    }

    private static void durableQueue(TernActivationSpec spec) {
        spec.setSubscriptionDurability("Durable");
        spec.setDestinationType("jakarta.jms.Queue");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void namesThePropertyItsValueAndWhatIsAllowed(
            Consumer<TernActivationSpec> change, String property, String sentence) {
        TernActivationSpec spec = good();
        change.accept(spec);
        assertThatThrownBy(spec::validate)
                .isInstanceOfSatisfying(InvalidPropertyException.class, refusal -> {
                    assertThat(refusal).hasMessageContaining("Property " + property).hasMessageContaining(sentence);
                    assertThat(refusal.getMessage()).doesNotContain("secret");
                    assertThat(refusal.getInvalidPropertyDescriptors())
                            .extracting(PropertyDescriptor::getName).containsExactly(property);
                });
    }

    @Test
    void tellsAllFaultsAtOnce() {
        TernActivationSpec spec = new TernActivationSpec();
        spec.setMaxConcurrency(0);
        assertThatThrownBy(spec::validate)
                .isInstanceOfSatisfying(InvalidPropertyException.class, refusal ->
                        assertThat(refusal.getInvalidPropertyDescriptors()).extracting(PropertyDescriptor::getName)
                                .containsExactly("destination", "destinationType", "maxConcurrency"));
    }

    @Test
    void acceptsWhatMakesSense() throws Exception {
        TernActivationSpec spec = good();
        spec.validate();
        spec.setReplay("time:2026-10-01T00:00Z");
        spec.setSubscriptionDurability("Durable");
        spec.setSubscriptionName("desk");
        spec.setShareSubscriptions(true);
        spec.validate();
        TernActivationSpec bare = new TernActivationSpec();
        bare.setDestinationLookup("java:app/orders");
        bare.validate();
        assertThat(bare.login()).isEqualTo(Login.NOBODY);
    }

    @Test
    void takesTheModesOfAcknowledgementHoweverTheyAreWritten() throws Exception {
        TernActivationSpec spec = good();
        for (String word : List.of("Dups-ok-acknowledge", "Dups_ok_acknowledge", "DUPS_OK_ACKNOWLEDGE")) {
            spec.setAcknowledgeMode(word);
            spec.validate();
            assertThat(spec.getAcknowledgeMode()).as(word).isEqualTo("Dups-ok-acknowledge");
        }
        spec.setAcknowledgeMode("AUTO_ACKNOWLEDGE");
        assertThat(spec.getAcknowledgeMode()).isEqualTo("Auto-acknowledge");
    }

    @Test
    void staysAsItIsWhereAServerSetsNothing() throws Exception {
        TernActivationSpec spec = good();
        spec.setMaxConcurrency(3);
        BeanInfo bean = Introspector.getBeanInfo(TernActivationSpec.class, Object.class);
        for (PropertyDescriptor property : bean.getPropertyDescriptors()) {
            if (!Set.of("destination", "destinationType").contains(property.getName())) {
                @Nullable Object[] nothing = {null};
                property.getWriteMethod().invoke(spec, nothing);
            }
        }
        spec.validate();
        assertThat(spec.getMaxConcurrency()).isEqualTo(3);
        assertThat(spec.getReconnectAttempts()).isEqualTo(-1);
        spec.setAcknowledgeMode(" ");
        spec.setSubscriptionDurability("");
        spec.validate();
        assertThat(spec.getAcknowledgeMode()).isEqualTo("Auto-acknowledge");
        assertThat(spec.getSubscriptionDurability()).isEqualTo("NonDurable");
    }

    @Test
    void hasEveryPropertyOfTheSpecificationAsAJavaBean() throws Exception {
        BeanInfo bean = Introspector.getBeanInfo(TernActivationSpec.class, Object.class);
        List<PropertyDescriptor> properties = Arrays.asList(bean.getPropertyDescriptors());
        assertThat(properties).allMatch(property -> property.getWriteMethod() != null)
                .allMatch(property -> property.getReadMethod() != null)
                .allMatch(property -> !property.getPropertyType().isPrimitive());
        assertThat(properties).extracting(PropertyDescriptor::getName).containsAll(Set.of(
                "acknowledgeMode", "messageSelector", "destinationType", "destinationLookup",
                "connectionFactoryLookup", "subscriptionDurability", "subscriptionName", "clientId",
                "destination", "maxConcurrency", "maxSessions", "maxSession", "shareSubscriptions", "user", "password",
                "reconnectAttempts", "endpointExceptionRedeliveryAttempts", "endpointExceptionRedeliveryInterval"));
    }

    @Test
    void isKeptByServersAndNeverShowsThePassword() throws Exception {
        TernActivationSpec spec = good();
        spec.setUserName("ann");
        spec.setPassword("secret");
        spec.setMaxSessions(3);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(spec);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            TernActivationSpec copy = (TernActivationSpec) in.readObject();
            assertThat(copy.getMaxConcurrency()).isEqualTo(3);
            assertThat(copy.login()).isEqualTo(new Login("ann", "secret"));
            assertThat(copy.toString()).contains("news").doesNotContain("secret");
        }
    }
}
