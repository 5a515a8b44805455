// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.jms.TernQueue;
import io.ternmq.jms.TernTopic;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an environment makes of administered objects. */
@SuppressWarnings({"BanJNDI", "JdkObsolete"}) // that is what is tested
class InitialContextTest {

    @Test
    void bindsWhatTheEnvironmentNames() throws Exception {
        Context context = context(Map.of(
                "connectionFactory.main", "vm://app?clientId=billing",
                "xaConnectionFactory.xa/main", "vm://app",
                "queue.jobs", "billing.jobs",
                "topic.news/eu", "news.eu",
                "topic.all", "news.#",
                "somebody.else", "whatever"));

        assertThat(context.lookup("jobs")).isEqualTo(new TernQueue("billing.jobs"));
        assertThat(context.lookup("news/eu")).isEqualTo(new TernTopic("news.eu"));
        assertThat(context.lookup("all")).isEqualTo(new TernTopic("news.#"));
        assertThat(context.lookup("main")).isEqualTo(new TernConnectionFactory("vm://app?clientId=billing"));
        assertThat(context.lookup("xa/main")).isEqualTo(new TernXAConnectionFactory("vm://app"));
        assertThatThrownBy(() -> context.lookup("ConnectionFactory")).isInstanceOf(NameNotFoundException.class);
    }

    @Test
    void bindsDefaultFactoriesWhenNoneIsNamed() throws Exception {
        Context bare = context(Map.of());
        Context told = context(Map.of(Context.PROVIDER_URL, "vm://told?maxPrefetch=3", "queue.ConnectionFactory", "q"));

        for (String name : new String[] {"ConnectionFactory", "QueueConnectionFactory", "TopicConnectionFactory"}) {
            assertThat(bare.lookup(name)).isEqualTo(new TernConnectionFactory());
        }
        assertThat(told.lookup("TopicConnectionFactory")).isEqualTo(
                new TernConnectionFactory("vm://told?maxPrefetch=3"));
        assertThat(told.lookup("XAConnectionFactory")).isEqualTo(
                new TernXAConnectionFactory("vm://told?maxPrefetch=3"));
        assertThat(told.lookup("ConnectionFactory")).isEqualTo(new TernQueue("q"));
    }

    @Test
    void makesDestinationsOfEveryName() throws Exception {
        Context context = context(Map.of());

        assertThat(context.lookup("dynamicQueues/orders.eu")).isEqualTo(new TernQueue("orders.eu"));
        assertThat(context.lookup("dynamicTopics/a/b")).isEqualTo(new TernTopic("a/b"));
        assertThat(((Context) context.lookup("dynamicQueues")).lookup("x")).isEqualTo(new TernQueue("x"));
    }

    @ParameterizedTest
    @CsvSource({"vm://app, ann, secret", "vm://app?user=bob, bob,", "vm://app?password=x,, x"})
    void identifiesFactoriesWhoseUriNamesNobody(String uri, String user, String password) throws Exception {
        for (Object credentials : new Object[] {"secret", "secret".toCharArray()}) {
            Context context = context(Map.of(
                    Context.SECURITY_PRINCIPAL, "ann",
                    Context.SECURITY_CREDENTIALS, credentials,
                    "connectionFactory.f", uri));

            TernConnectionFactory factory = (TernConnectionFactory) context.lookup("f");
            assertThat(factory.getUser()).isEqualTo(user);
            assertThat(factory.getPassword()).isEqualTo(password);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "connectionFactory.f=nowhere", "connectionFactory.f=", "connectionFactory.=vm://app", "xaConnectionFactory.f=x",
        "queue.q= ", "queue.=q", "topic.t=a..b", "topic.t=a b", "java.naming.provider.url=nowhere"
    })
    void namesTheKeyOfAMalformedEntry(String entry) {
        String key = entry.substring(0, entry.indexOf('='));

        assertThatThrownBy(() -> context(Map.of(key, entry.substring(key.length() + 1))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'" + key + "'");
    }

    @Test
    void namesTheKeyOfAnEntryThatCollidesOrIsNoText() {
        assertThatThrownBy(() -> context(Map.of("queue.a", "q", "topic.a", "t")))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("'topic.a'");
        assertThatThrownBy(() -> context(Map.of("queue.a", "q", "queue.a/b", "q")))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("'queue.a/b'");
        assertThatThrownBy(() -> context(Map.of("queue.a", 1)))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("'queue.a'");
        assertThatThrownBy(() -> context(Map.of(Context.SECURITY_PRINCIPAL, 1)))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining(Context.SECURITY_PRINCIPAL);
    }

    @Test
    void noRefusalShowsAPassword() {
        assertThatThrownBy(() -> context(Map.of("connectionFactory.f", "vm://app?password=secret&maxPrefetch=0")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("maxPrefetch")
                .hasMessageNotContaining("secret");
    }

    @Test
    void readsJndiPropertiesFromTheClassPath(@TempDir Path directory) throws Exception {
        Files.writeString(
                directory.resolve("jndi.properties"),
                Context.INITIAL_CONTEXT_FACTORY + " = " + TernInitialContextFactory.class.getName() + "\n"
                        + "connectionFactory.main = vm://file?maxPrefetch=2\nqueue.jobs = from.file \n",
                StandardCharsets.UTF_8);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            InitialContext context = new InitialContext();

            assertThat(context.lookup("main")).isEqualTo(new TernConnectionFactory("vm://file?maxPrefetch=2"));
            assertThat(context.lookup("jobs")).isEqualTo(new TernQueue("from.file"));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Context context(Map<String, ?> entries) throws Exception {
        Hashtable<String, Object> environment = new Hashtable<>(entries);
        environment.put(Context.INITIAL_CONTEXT_FACTORY, TernInitialContextFactory.class.getName());
        return new InitialContext(environment);
    }
}
