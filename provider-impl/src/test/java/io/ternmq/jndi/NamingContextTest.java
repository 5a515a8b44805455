// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.jms.TernQueue;
import io.ternmq.jms.TernTopic;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import javax.naming.Binding;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.ContextNotEmptyException;
import javax.naming.InvalidNameException;
import javax.naming.NameAlreadyBoundException;
import javax.naming.NameClassPair;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NotContextException;
import javax.naming.OperationNotSupportedException;
import javax.naming.Reference;
import javax.naming.ServiceUnavailableException;
import javax.naming.StringRefAddr;
import org.junit.jupiter.api.Test;

/** The naming context in memory. */
@SuppressWarnings({"BanJNDI", "JdkObsolete"}) // that is what is tested
class NamingContextTest {

    private final Context context = new TernInitialContextFactory().getInitialContext(
            new Hashtable<>(Map.of("queue.orders", "o", "queue.deep/er/jobs", "j", "topic.prices", "p")));

    NamingContextTest() throws NamingException {}

    @Test
    void walksThroughSubContexts() throws Exception {
        Context deep = (Context) context.lookup("deep");

        assertThat(context.lookup("deep/er/jobs")).isEqualTo(new TernQueue("j"));
        assertThat(context.lookup(new CompositeName("deep/er/jobs"))).isEqualTo(new TernQueue("j"));
        assertThat(deep.lookup("er/jobs")).isEqualTo(new TernQueue("j"));
        assertThat(deep.lookup("er/")).isInstanceOf(Context.class);
        assertThat(((Context) deep.lookup("er")).getNameInNamespace()).isEqualTo("deep/er");
    }

    @Test
    void anEmptyNameIsACopyThatSharesBindingsButNotTheEnvironment() throws Exception {
        Context copy = (Context) context.lookup("");
        copy.bind("new", "x");
        copy.addToEnvironment("key", "value");
        copy.close();

        assertThat(copy).isNotSameAs(context);
        assertThat(context.lookup("new")).isEqualTo("x");
        assertThat(context.getEnvironment().get("key")).isNull();
    }

    @Test
    void bindsOnceAndRebindsAlways() throws Exception {
        context.bind("a", 1);
        context.bind("deep/b", 2);

        assertThatThrownBy(() -> context.bind("a", 3)).isInstanceOf(NameAlreadyBoundException.class);
        context.rebind("a", 4);
        context.rebind("c", 5);
        assertThat(context.lookup("a")).isEqualTo(4);
        assertThat(context.lookup("deep/b")).isEqualTo(2);
        assertThat(context.lookupLink("c")).isEqualTo(5);
        assertThatThrownBy(() -> context.bind("", 1)).isInstanceOf(InvalidNameException.class);
    }

    @Test
    void bindsNullAndContextsToo() throws Exception {
        context.bind("nothing", null);
        context.bind("shortcut", context.lookup("deep/er"));

        assertThat(context.lookup("nothing")).isNull();
        assertThat(context.lookup("shortcut/jobs")).isEqualTo(new TernQueue("j"));
    }

    @Test
    void unbindsAndRenames() throws Exception {
        context.unbind("orders");
        context.unbind("orders");
        context.rename("prices", "deep/prices");

        assertThatThrownBy(() -> context.lookup("orders")).isInstanceOf(NameNotFoundException.class);
        assertThatThrownBy(() -> context.lookup("prices")).isInstanceOf(NameNotFoundException.class);
        assertThat(context.lookup("deep/prices")).isEqualTo(new TernTopic("p"));
        assertThatThrownBy(() -> context.unbind("no/where")).isInstanceOf(NameNotFoundException.class);
        assertThatThrownBy(() -> context.rename("missing", "x")).isInstanceOf(NameNotFoundException.class);
        assertThatThrownBy(() -> context.rename("deep/prices", "deep/er")).isInstanceOf(
                NameAlreadyBoundException.class);
        assertThat(context.lookup("deep/prices")).isEqualTo(new TernTopic("p"));
    }

    @Test
    void makesAndRemovesSubContexts() throws Exception {
        Context made = context.createSubcontext("deep/new");
        made.bind("x", 1);

        assertThat(context.lookup("deep/new/x")).isEqualTo(1);
        assertThatThrownBy(() -> context.createSubcontext("deep/new")).isInstanceOf(NameAlreadyBoundException.class);
        assertThatThrownBy(() -> context.destroySubcontext("deep/new")).isInstanceOf(ContextNotEmptyException.class);
        assertThatThrownBy(() -> context.destroySubcontext("orders")).isInstanceOf(NotContextException.class);
        made.unbind("x");
        context.destroySubcontext("deep/new");
        context.destroySubcontext("deep/new");
        assertThatThrownBy(() -> context.lookup("deep/new")).isInstanceOf(NameNotFoundException.class);
    }

    @Test
    void listsInOrderWithClassesAndObjects() throws Exception {
        List<NameClassPair> pairs = Collections.list(context.list(""));
        List<Binding> bindings = Collections.list(context.listBindings("deep/er"));

        assertThat(pairs).extracting(NameClassPair::getName).containsSubsequence("deep", "orders", "prices");
        assertThat(pairs).filteredOn(pair -> pair.getName().equals("deep"))
                .extracting(NameClassPair::getClassName).containsExactly(Context.class.getName());
        assertThat(pairs).filteredOn(pair -> pair.getName().equals("orders"))
                .extracting(NameClassPair::getClassName).containsExactly(TernQueue.class.getName());
        assertThat(bindings).singleElement().satisfies(binding -> {
            assertThat(binding.getName()).isEqualTo("jobs");
            assertThat(binding.getObject()).isEqualTo(new TernQueue("j"));
        });
        assertThatThrownBy(() -> context.list("orders")).isInstanceOf(NotContextException.class);
        assertThatThrownBy(() -> context.list("dynamicQueues/x")).isInstanceOf(NotContextException.class);
    }

    @Test
    void aMissingNameTellsWhatIsNearAndHowFarItGot() {
        assertThatThrownBy(() -> context.lookup("Order")).isInstanceOf(NameNotFoundException.class)
                .hasMessageContaining("'Order'").hasMessageContaining("orders").hasMessageNotContaining("prices");
        assertThatThrownBy(() -> context.lookup("deep/else")).isInstanceOf(NameNotFoundException.class)
                .hasMessageContaining("there is er")
                .satisfies(e -> {
                    assertThat(((NamingException) e).getResolvedName()).hasToString("deep");
                    assertThat(((NamingException) e).getRemainingName()).hasToString("else");
                });
        assertThatThrownBy(() -> context.lookup("orders/x")).isInstanceOf(NotContextException.class)
                .hasMessageContaining("'orders'");
    }

    @Test
    void nothingCanBeBoundWhereEveryNameIsADestination() {
        assertThatThrownBy(() -> context.bind("dynamicQueues/x", 1)).isInstanceOf(
                OperationNotSupportedException.class);
        assertThatThrownBy(() -> context.rename("orders", "dynamicTopics/x")).isInstanceOf(
                OperationNotSupportedException.class);
    }

    @Test
    void resolvesOnlyReferencesToItsOwnKind() throws Exception {
        Reference theirs = new Reference("org.acme.Thing", "org.acme.ThingFactory", "http://nowhere.invalid/");
        context.bind("ours", new TernConnectionFactory("vm://a").getReference());
        context.bind("theirs", theirs);
        context.bind("broken", new Reference(
                TernQueue.class.getName(), new StringRefAddr("nme", "x"), TernObjectFactory.class.getName(), null));

        assertThat(context.lookup("ours")).isEqualTo(new TernConnectionFactory("vm://a"));
        assertThat(context.lookup("theirs")).isSameAs(theirs);
        assertThatThrownBy(() -> context.lookup("broken")).isInstanceOf(NamingException.class)
                .hasMessageContaining("'name'");
    }

    @Test
    void parsesAndComposesNames() throws Exception {
        assertThat(context.getNameParser("deep").parse("a/b").size()).isEqualTo(2);
        assertThat(context.composeName("c", "a/b")).isEqualTo("a/b/c");
        assertThat(context.composeName(new CompositeName("c"), new CompositeName("a"))).hasToString("a/c");
        assertThatThrownBy(() -> context.getNameParser("nowhere")).isInstanceOf(NameNotFoundException.class);
    }

    @Test
    void hasAnEnvironmentOfItsOwn() throws Exception {
        Hashtable<?, ?> taken = context.getEnvironment();
        assertThat(context.addToEnvironment("a", "1")).isNull();
        assertThat(context.addToEnvironment("a", "2")).isEqualTo("1");

        assertThat(taken.get("a")).isNull();
        assertThat(context.getEnvironment().get("a")).isEqualTo("2");
        assertThat(context.removeFromEnvironment("a")).isEqualTo("2");
        assertThat(context.getEnvironment().get("a")).isNull();
    }

    @Test
    void aClosedContextRefusesEverythingButOthersLive() throws Exception {
        Context copy = (Context) context.lookup("");
        context.close();
        context.close();

        assertThatThrownBy(() -> context.lookup("orders")).isInstanceOf(ServiceUnavailableException.class);
        assertThatThrownBy(() -> context.bind("x", 1)).isInstanceOf(ServiceUnavailableException.class);
        assertThatThrownBy(context::getEnvironment).isInstanceOf(ServiceUnavailableException.class);
        assertThat(copy.lookup("orders")).isEqualTo(new TernQueue("o"));
    }
}
