// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.jms.TernQueue;
import io.ternmq.jms.TernTopic;
import java.util.Hashtable;
import java.util.List;
import javax.naming.BinaryRefAddr;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import javax.naming.spi.NamingManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References from any naming service, resolved the way every naming service does it. */
@SuppressWarnings({"BanJNDI", "JdkObsolete"}) // that is what is tested
class TernObjectFactoryTest {

    private static final String SELF = TernObjectFactory.class.getName();

    static List<Referenceable> administered() {
        return List.of(
                new TernConnectionFactory("vm://app?clientId=a%26b&password=s%20,e&trustedClasses=a.*,b.*"),
                new TernXAConnectionFactory("vm://app?maxPrefetch=2"),
                new TernQueue("a/b c"),
                new TernTopic("news.#"));
    }

    @ParameterizedTest
    @MethodSource("administered")
    void bringsBackAnEqualObject(Referenceable object) throws Exception {
        assertThat(resolve(object.getReference())).isEqualTo(object).hasSameClassAs(object);
    }

    @Test
    void readsSettingsFromAddressesOfTheirOwnAndTheUriGoesFirst() throws Exception {
        Reference reference = new Reference("jakarta.jms.QueueConnectionFactory", SELF, null);
        reference.add(new StringRefAddr("uri", "vm://app?maxPrefetch=4"));
        reference.add(new StringRefAddr("maxPrefetch", "9"));
        reference.add(new StringRefAddr("user", "ann & bob"));
        reference.add(new StringRefAddr("trustedClasses", "a.*,b.*"));
        reference.add(new StringRefAddr("scope", "Shareable"));
        reference.add(new StringRefAddr("singleton", "true"));

        assertThat(resolve(reference)).isEqualTo(new TernConnectionFactory(
                "vm://app?maxPrefetch=4&user=ann%20%26%20bob&trustedClasses=a.*,b.*"));
    }

    @Test
    void takesThePhysicalNameWhereAContainerKeepsTheName() throws Exception {
        Reference reference = new Reference("jakarta.jms.Queue", "org.acme.ResourceFactory", null);
        reference.add(new StringRefAddr("physicalName", "orders"));
        reference.add(new StringRefAddr("factory", SELF));

        assertThat(new TernObjectFactory().getObjectInstance(reference, null, null, null))
                .isEqualTo(new TernQueue("orders"));
    }

    @Test
    void leavesTheReferencesOfOthersAlone() throws Exception {
        TernObjectFactory factory = new TernObjectFactory();
        Reference theirs = new Reference("jakarta.jms.Queue", new StringRefAddr("name", "x"), "org.acme.F", null);

        assertThat(factory.getObjectInstance(theirs, null, null, null)).isNull();
        assertThat(factory.getObjectInstance(new Reference("java.lang.String", SELF, null), null, null, null)).isNull();
        assertThat(factory.getObjectInstance("text", null, null, null)).isNull();
        assertThat(factory.getObjectInstance(null, null, null, null)).isNull();
    }

    @Test
    void looksNeitherAtTheEnvironmentNorAtALocation() throws Exception {
        Reference reference = new Reference(
                TernConnectionFactory.class.getName(),
                new StringRefAddr("uri", "vm://app"),
                SELF,
                "http://nowhere.invalid/classes/");
        Hashtable<String, Object> environment = new Hashtable<>();
        environment.put(Context.SECURITY_PRINCIPAL, "the directory's user");

        assertThat(NamingManager.getObjectInstance(reference, null, null, environment))
                .isEqualTo(new TernConnectionFactory("vm://app"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm://a b", "vm://app?nonsense=1", "nowhere"})
    void saysWhichReferenceItDoesNotUnderstand(String uri) {
        Reference reference = new Reference(
                TernConnectionFactory.class.getName(), new StringRefAddr("uri", uri), SELF, null);

        assertThatThrownBy(() -> resolve(reference)).isInstanceOf(NamingException.class)
                .hasMessageContaining("TernConnectionFactory");
    }

    @Test
    void namesAMisspeltMissingOrUnreadableAddress() {
        Reference misspelt = new Reference(
                TernConnectionFactory.class.getName(), new StringRefAddr("prefetch", "1"), SELF, null);
        Reference nameless = new Reference(TernQueue.class.getName(), SELF, null);
        Reference binary = new Reference(
                TernQueue.class.getName(), new BinaryRefAddr("name", new byte[] {1}), SELF, null);

        assertThatThrownBy(() -> resolve(misspelt)).isInstanceOf(NamingException.class)
                .hasMessageContaining("prefetch").hasMessageContaining("maxPrefetch");
        assertThatThrownBy(() -> resolve(nameless)).isInstanceOf(NamingException.class).hasMessageContaining("'name'");
        assertThatThrownBy(() -> resolve(binary)).isInstanceOf(NamingException.class).hasMessageContaining("'name'");
    }

    private static Object resolve(Reference reference) throws Exception {
        return NamingManager.getObjectInstance(reference, null, null, null);
    }
}
