// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.ra.adapter.TernResourceAdapter;
import io.ternmq.ra.inbound.TernActivationSpec;
import io.ternmq.ra.outbound.TernManagedConnectionFactory;
import jakarta.resource.spi.InvalidPropertyException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerUrlTest {

    @ParameterizedTest
    @CsvSource({
        "vm:/inside, vm://inside",
        "tcp:/host:61616?user=me, tcp://host:61616?user=me",
        "'failover:(tcp:/a:1,ssl:/b:2)', 'failover:(tcp://a:1,ssl://b:2)'",
        "vm://inside, vm://inside",
        "'failover:(tcp://a:1,ssl://b:2)', 'failover:(tcp://a:1,ssl://b:2)'",
        "vm:///inside, vm:///inside",
        "orders, orders"
    })
    void givesBackTheSlashThatAServerTook(String url, String meant) {
        assertThat(BrokerUrl.whole(url)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://host:1?password=a?b, tcp://host:1",
        "'failover:(tcp://a:1?password=x,tcp://b:2?password=y)?password=z,9', 'failover:(tcp://a:1,tcp://b:2)'",
        "vm://inside, vm://inside"
    })
    void isShownWithoutPasswords(String url, String shown) {
        assertThat(BrokerUrl.withoutQuery(url)).isEqualTo(shown);
    }

    @Test
    void isRefusedWithoutShowingPasswords() throws Exception {
        TernManagedConnectionFactory factory = new TernManagedConnectionFactory();
        factory.setUrl("failover:(tcp://a:1?password=sec ret)");
        assertThatThrownBy(factory::createConnectionFactory)
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("Property url is 'failover:(tcp://a:1)'")
                .hasStackTraceContaining("Illegal character")
                .satisfies(refusal -> assertThat(stackTraceOf(refusal)).doesNotContain("ret"));
    }

    private static String stackTraceOf(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString().replaceAll("(?m)^\\s+at .*$", "");
    }

    @Test
    void isWholeWhereverAServerSetsIt() {
        TernResourceAdapter adapter = new TernResourceAdapter();
        adapter.setUrl("vm:/inside");
        TernManagedConnectionFactory factory = new TernManagedConnectionFactory();
        factory.setUrl("vm:/inside");
        TernActivationSpec spec = new TernActivationSpec();
        spec.setUrl("vm:/inside");

        assertThat(adapter.getUrl()).isEqualTo("vm://inside");
        assertThat(factory.getUrl()).isEqualTo("vm://inside");
        assertThat(spec.getUrl()).isEqualTo("vm://inside");
    }
}
