// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.ShouldThrowException;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An archive with a wrong declaration is not deployed. */
@ExtendWith(ArquillianExtension.class)
class RefusedArchiveTest {

    @Deployment(name = "mute")
    @ShouldThrowException(Exception.class)
    static JavaArchive archive() {
        return ShrinkWrap.create(JavaArchive.class, "mute.jar")
                .addClasses(Bell.class, Mute.class)
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml");
    }

    @Test
    void itsDeploymentHasFailed(@ArquillianResource Deployer deployer) {
        assertThat(deployer).isNotNull();
    }
}
