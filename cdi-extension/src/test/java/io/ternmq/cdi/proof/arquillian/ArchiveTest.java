// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.arquillian;

import static io.ternmq.cdi.proof.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.cdi.Messages;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An archive with a listener and a publisher. */
@ExtendWith(ArquillianExtension.class)
class ArchiveTest {

    @Inject
    private Bell bell;

    @Inject
    private Messages messages;

    /** This container tells nobody that it has started; those of Java SE and of servers do. */
    @Inject
    private Event<Startup> startup;

    @Deployment
    static JavaArchive archive() {
        return ShrinkWrap.create(JavaArchive.class, "bell.jar")
                .addClasses(Bell.class)
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml");
    }

    @Test
    void whatIsPublishedIsHeard() {
        startup.fire(new Startup());

        bell.ring("once");
        await("the bell", () -> !bell.heard().isEmpty());
        assertThat(bell.heard()).containsExactly("once");
        assertThat(messages.listeners()).hasSize(1);
    }
}
