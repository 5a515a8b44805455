// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.ra.adapter.TernResourceAdapter;
import io.ternmq.ra.inbound.TernActivationSpec;
import io.ternmq.ra.outbound.TernManagedConnectionFactory;
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
