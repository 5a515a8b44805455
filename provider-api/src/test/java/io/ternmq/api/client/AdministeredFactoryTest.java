// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.api.policy.ClientTlsPolicy;
import io.ternmq.api.policy.NetworkPolicy;
import io.ternmq.api.policy.ReconnectPolicy;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A factory as a bean that is bound in naming services and written to streams. */
final class AdministeredFactoryTest {

    private static final ClientPolicy ODD = new ClientPolicy(
            "bill & co", "änn", "p%=&+,? ;w", 1_234, 7, List.of("com.acme.*", "a,b", "!*"), "file:a b",
            new NetworkPolicy(
                    1, 100, true, new ReconnectPolicy(0, 2, 3), new ClientTlsPolicy("t&s", "p w", "k", "=", false)));

    static Stream<TernConnectionFactory> factories() {
        return Stream.of(
                new TernConnectionFactory(),
                new TernConnectionFactory("vm://app", ODD),
                new TernConnectionFactory("vm://app?password=&user="),
                new TernConnectionFactory("failover:(tcp://a:61616?x=1,tcp://b:61616)?maxPrefetch=3"),
                new TernXAConnectionFactory("vm://app", ODD));
    }

    @ParameterizedTest
    @MethodSource("factories")
    void isEqualAfterItWasWrittenAndRead(TernConnectionFactory factory) throws Exception {
        TernConnectionFactory read = reread(factory);

        assertThat(read).isEqualTo(factory).hasSameHashCodeAs(factory).hasSameClassAs(factory);
        assertThat(read.policy()).isEqualTo(factory.policy());
        assertThat(read.uri()).isEqualTo(factory.uri());
    }

    @ParameterizedTest
    @MethodSource("factories")
    void itsReferenceHoldsWhatAnEqualOneIsMadeFrom(TernConnectionFactory factory) {
        Reference reference = factory.getReference();

        String text = (String) reference.get("uri").getContent();
        assertThat(new TernConnectionFactory(text).policy()).isEqualTo(factory.policy());
        assertThat(new TernConnectionFactory(text).uri()).isEqualTo(factory.uri());
        assertThat(reference.getClassName()).isEqualTo(factory.getClass().getName());
        assertThat(reference.getFactoryClassName()).isEqualTo("io.ternmq.jndi.TernObjectFactory");
        assertThat(reference.getFactoryClassLocation()).isNull();
    }

    @Test
    void writesOnlyWhatIsNotTheDefault() {
        assertThat(new TernConnectionFactory("vm://app?maxPrefetch=256&clientId=b").getReference().get("uri"))
                .isEqualTo(new StringRefAddr("uri", "vm://app?clientId=b"));
        assertThat(new TernConnectionFactory().getReference().get("uri"))
                .isEqualTo(new StringRefAddr("uri", TernConnectionFactory.DEFAULT_URI));
    }

    @Test
    void factoriesOfDifferentSettingsOrKindsDiffer() {
        TernConnectionFactory factory = new TernConnectionFactory("vm://app?user=ann");
        assertThat(factory)
                .isEqualTo(new TernConnectionFactory("vm://app", ClientPolicy.DEFAULT.withUser("ann", null)))
                .isNotEqualTo(new TernConnectionFactory("vm://app"))
                .isNotEqualTo(new TernConnectionFactory("vm://other?user=ann"))
                .isNotEqualTo(new TernXAConnectionFactory("vm://app?user=ann"));
        assertThat(new TernXAConnectionFactory("vm://app?user=ann")).isNotEqualTo(factory);
        assertThat(new TernXAConnectionFactory("vm://app?password=secret"))
                .hasToString("TernXAConnectionFactory[vm://app]");
    }

    @Test
    void aDamagedSerialFormIsRefused() throws Exception {
        byte[] written = write(new TernConnectionFactory("vm://app?maxPrefetch=9"));
        String damaged = new String(written, StandardCharsets.ISO_8859_1).replace("maxPrefetch=9", "maxPrefetch=0");

        assertThatThrownBy(() -> read(damaged.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("maxPrefetch");
    }

    @Test
    void everySettingAndTheUriAreProperties() throws Exception {
        Map<String, Class<?>> expected = new TreeMap<>(Arrays.stream(ClientPolicy.class.getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, RecordComponent::getType)));
        expected.put("uri", String.class);

        for (Class<?> bean : List.of(TernConnectionFactory.class, TernXAConnectionFactory.class)) {
            Map<String, Class<?>> found = new TreeMap<>();
            for (PropertyDescriptor property : Introspector.getBeanInfo(bean, Object.class).getPropertyDescriptors()) {
                if (property.getReadMethod() != null && property.getWriteMethod() != null) {
                    found.put(property.getName(), property.getPropertyType());
                }
            }
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void propertiesOfOneMakeAnEqualOther() throws Exception {
        TernConnectionFactory factory = new TernConnectionFactory("vm://app", ODD.withTrustedClasses(List.of("a.*")));
        TernConnectionFactory copy = new TernConnectionFactory();
        for (PropertyDescriptor property :
                Introspector.getBeanInfo(TernConnectionFactory.class, Object.class).getPropertyDescriptors()) {
            if (property.getWriteMethod() != null) {
                property.getWriteMethod().invoke(copy, property.getReadMethod().invoke(factory));
            }
        }
        assertThat(copy).isEqualTo(factory);
    }

    @Test
    void aNewUriOverridesOnlyWhatItNames() {
        TernConnectionFactory factory = new TernConnectionFactory();
        factory.setUser("ann");
        factory.setMaxPrefetch(5);
        factory.setUri("vm://app?maxPrefetch=6");

        assertThat(factory.getUri()).isEqualTo("vm://app");
        assertThat(factory.getUser()).isEqualTo("ann");
        assertThat(factory.getMaxPrefetch()).isEqualTo(6);
    }

    @Test
    void patternsMayStandInOneTextAsInConfigurationFiles() {
        TernConnectionFactory factory = new TernConnectionFactory();
        factory.setTrustedClasses(List.of("com.acme.*, java.time.*", "", "org.acme.*"));
        assertThat(factory.getTrustedClasses()).containsExactly("com.acme.*", "java.time.*", "org.acme.*");
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // what a container may do all the same
    void refusesWrongValuesAndKeepsTheOldOnes() {
        TernConnectionFactory factory = new TernConnectionFactory();

        assertThatIllegalArgumentException().isThrownBy(() -> factory.setUri(null)).withMessageContaining("uri");
        assertThatIllegalArgumentException().isThrownBy(() -> factory.setUri("app")).withMessageContaining("uri");
        assertThatIllegalArgumentException().isThrownBy(() -> factory.setUri("vm://a b")).withMessageContaining("uri");
        assertThatIllegalArgumentException().isThrownBy(() -> factory.setMaxPrefetch(0))
                .withMessageContaining("maxPrefetch").withMessageContaining("from 1 to 65536");
        assertThatIllegalArgumentException().isThrownBy(() -> factory.setReplyTimeoutMillis(0))
                .withMessageContaining("replyTimeoutMillis").withMessageContaining("1 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> factory.setTrustedClasses(null))
                .withMessageContaining("trustedClasses").withMessageContaining("list");
        assertThat(factory).isEqualTo(new TernConnectionFactory());
    }

    @Test
    void noRefusalShowsAPassword() {
        List<String> uris = List.of(
                "vm://ann:secret@app",
                "vm://app?password=a&secret",
                "vm://app?password=%secret",
                "vm://a b?password=secret");
        for (String uri : uris) {
            assertThatIllegalArgumentException().as(uri).isThrownBy(() -> new TernConnectionFactory(uri))
                    .satisfies(refusal -> {
                        for (Throwable e = refusal; e != null; e = e.getCause()) {
                            assertThat(e.getMessage()).doesNotContain("secret");
                        }
                    });
        }
    }

    @Test
    void settingsThatWereSetTogetherAreSeenTogether() throws Exception {
        TernConnectionFactory factory = new TernConnectionFactory("vm://a?user=a&password=a");
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch running = new CountDownLatch(1);
        Thread writer = new Thread(() -> {
            for (int i = 0; !done.get(); i++) {
                String name = i % 2 == 0 ? "b" : "a";
                factory.setUri("vm://" + name + "?user=" + name + "&password=" + name);
                running.countDown();
            }
        });
        writer.start();
        running.await();
        try {
            for (int i = 0; i < 20_000; i++) {
                String text = (String) factory.getReference().get("uri").getContent();
                assertThat(text).isIn("vm://a?user=a&password=a", "vm://b?user=b&password=b");
            }
        } finally {
            done.set(true);
            writer.join();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Serializable> T reread(T object) throws Exception {
        return (T) read(write(object));
    }

    private static byte[] write(Serializable object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    @SuppressWarnings("BanSerializableRead") // the test's own bytes
    private static Object read(byte[] written) throws Exception {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(written))) {
            return in.readObject();
        }
    }

    @Test
    void tellsNobodyThePasswordOfItsSettings() {
        assertThat(new TernConnectionFactory("vm://app?user=ann&password=sesame").policy().toString())
                .contains("ann")
                .doesNotContain("sesame");
    }

    @Test
    void keepsSettingsOfAnyLengthInItsSerialForm() throws Exception {
        TernConnectionFactory factory = new TernConnectionFactory("vm://app?trustedClasses=" + "a".repeat(70_000));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(factory);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(factory);
        }
    }
}
