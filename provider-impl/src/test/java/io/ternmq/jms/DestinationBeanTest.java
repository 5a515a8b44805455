// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ProviderException;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import jakarta.jms.InvalidDestinationException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.InvalidObjectException;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;
import javax.naming.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues and topics that are made first and named afterwards. */
class DestinationBeanTest {

    @Test
    void isNamedOnceAndThenTheSameAsOneMadeWithAName() throws Exception {
        TernQueue queue = new TernQueue();
        TernTopic topic = new TernTopic();
        queue.setName("a");
        topic.setName("a");
        queue.setName("a");

        assertThat(queue).isEqualTo(new TernQueue("a")).hasSameHashCodeAs(new TernQueue("a"));
        assertThat(topic).isEqualTo(new TernTopic("a")).isNotEqualTo(queue);
        assertThat(queue.getQueueName()).isEqualTo("a");
        assertThat(topic.getTopicName()).isEqualTo("a");
        for (TernDestination named : List.of(queue, new TernTopic("a"), TernDestination.of(temporary()))) {
            assertThatThrownBy(() -> named.setName("b")).isInstanceOf(IllegalStateException.class);
            assertThat(named.getName()).isEqualTo("a");
        }
    }

    @Test
    void hasTheOnePropertyThatCanBeWritten() throws Exception {
        for (Class<?> bean : List.of(TernQueue.class, TernTopic.class)) {
            assertThat(Arrays.stream(Introspector.getBeanInfo(bean, Object.class).getPropertyDescriptors())
                            .filter(property -> property.getWriteMethod() != null)
                            .map(PropertyDescriptor::getName))
                    .containsExactly("name");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void refusesABlankName(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TernQueue().setName(name))
                .withMessageContaining("name");
    }

    @Test
    void withoutANameItIsOfNoUseAndSaysSo() {
        TernQueue queue = new TernQueue();
        TernQueue other = new TernQueue();

        assertThat(List.of(other, queue).indexOf(queue)).as("equal to itself only").isOne();
        assertThat(queue).isNotEqualTo(other).isNotEqualTo(new TernQueue("a"));
        assertThat(new TernQueue("a")).isNotEqualTo(queue);
        assertThat(queue).hasToString("queue without a name");
        assertThat(queue.getName()).isNull();
        assertThatThrownBy(() -> TernDestination.addressOf(queue)).isInstanceOf(InvalidDestinationException.class)
                .hasMessageContaining("name");
        assertThatThrownBy(queue::address).isInstanceOf(ProviderException.class).hasMessageContaining("name");
        assertThatThrownBy(queue::getReference).isInstanceOf(NamingException.class).hasMessageContaining("name");
        assertThatThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(queue))
                .isInstanceOf(InvalidObjectException.class).hasMessageContaining("name");
    }

    @Test
    void itsReferenceNamesClassAndDestination() throws Exception {
        Reference reference = new TernTopic("news.eu").getReference();

        assertThat(reference.getClassName()).isEqualTo("io.ternmq.jms.TernTopic");
        assertThat(Objects.requireNonNull(reference.get("name")).getContent()).isEqualTo("news.eu");
        assertThat(reference.getFactoryClassName()).isEqualTo("io.ternmq.jndi.TernObjectFactory");
        assertThat(reference.getFactoryClassLocation()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"TEMPORARY_QUEUE", "TEMPORARY_TOPIC"})
    void aTemporaryOneIsNoAdministeredObject(AddressKind kind) {
        TernDestination temporary = TernDestination.of(Address.of(kind, "t"));

        assertThatThrownBy(temporary::getReference).isInstanceOf(OperationNotSupportedException.class)
                .hasMessageContaining("temporary");
    }

    private static Address temporary() {
        return Address.of(AddressKind.TEMPORARY_QUEUE, "a");
    }
}
