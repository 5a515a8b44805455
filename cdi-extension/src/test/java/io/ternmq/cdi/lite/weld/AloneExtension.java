// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.lite.weld;

import io.ternmq.cdi.lite.LiteExtension;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.Messages;
import jakarta.enterprise.inject.build.compatible.spi.ObserverInfo;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.ScannedClasses;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;

/**
 * The extension without the word that it gives way to the portable one: Weld takes that word for the portable one being
 * there, whether it is or not. Weld also calls only what a class declares itself.
 */
public class AloneExtension extends LiteExtension {

    /** By the container. */
    public AloneExtension() {}

    @Override
    @Discovery
    public void addTypes(ScannedClasses classes) {
        super.addTypes(classes);
    }

    @Override
    @Registration(types = Object.class)
    public void onBean(BeanInfo bean, Messages messages) {
        super.onBean(bean, messages);
    }

    @Override
    @Registration(types = Object.class)
    public void onObserver(ObserverInfo observer, Messages messages) {
        super.onObserver(observer, messages);
    }

    @Override
    @Synthesis
    public void addBeans(SyntheticComponents components) {
        super.addBeans(components);
    }
}
