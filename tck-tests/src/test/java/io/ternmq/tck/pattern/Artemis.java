// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.api.core.SimpleString;

/** ActiveMQ Artemis as the patterns meet it elsewhere, but without files and users. */
final class Artemis {

    private Artemis() {}

    static Ground.Place open(String name) throws Exception {
        int number = name.hashCode() & Integer.MAX_VALUE;
        Configuration configuration = new ConfigurationImpl()
                .setName(name)
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("in-vm", "vm://" + number)
                .addAddressSetting("#", new AddressSettings()
                        .setDeadLetterAddress(SimpleString.of("DLQ"))
                        .setMaxDeliveryAttempts(2)
                        .setRedeliveryDelay(0));
        EmbeddedActiveMQ server = new EmbeddedActiveMQ().setConfiguration(configuration);
        server.start();
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://" + number);
        return new Ground.Place(factory, () -> {
            factory.close();
            server.stop();
        });
    }
}
