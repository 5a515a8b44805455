// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.lite;

import io.ternmq.cdi.Messages;
import io.ternmq.cdi.context.Factories;
import io.ternmq.cdi.part.Running;
import io.ternmq.cdi.settings.Settings;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;
import jakarta.jms.ConnectionFactory;
import java.util.List;

/** Makers of the extension's beans that are no classes. Each is made and called by the container. */
public final class LiteMakers {

    /** Parameter with the classes that are beans. */
    static final String BEANS = "beans";

    /** Parameter with interfaces that somebody wants to ask through. */
    static final String CLIENTS = "clients";

    private LiteMakers() {}

    /** Of the settings. */
    public static final class OfSettings implements SyntheticBeanCreator<Settings> {

        /** By the container. */
        public OfSettings() {}

        @Override
        public Settings create(Instance<Object> beans, Parameters parameters) {
            return Settings.load();
        }
    }

    /** Of what runs. */
    public static final class OfRunning implements SyntheticBeanCreator<Running> {

        /** By the container. */
        public OfRunning() {}

        @Override
        public Running create(Instance<Object> beans, Parameters parameters) {
            return new Running();
        }
    }

    /** Of what the build has found. */
    public static final class OfBeans implements SyntheticBeanCreator<LiteBeans> {

        /** By the container. */
        public OfBeans() {}

        @Override
        public LiteBeans create(Instance<Object> beans, Parameters parameters) {
            return new LiteBeans(
                    List.<Class<?>>of(parameters.get(BEANS, Class[].class)),
                    List.<Class<?>>of(parameters.get(CLIENTS, Class[].class)));
        }
    }

    /** Of the connection factory that the settings describe. */
    public static final class OfFactory implements SyntheticBeanCreator<ConnectionFactory> {

        /** By the container. */
        public OfFactory() {}

        @Override
        public ConnectionFactory create(Instance<Object> beans, Parameters parameters) {
            return beans.select(Factories.class).get().configured("");
        }
    }

    /** Of a client. */
    public static final class OfClient implements SyntheticBeanCreator<Object> {

        /** By the container. */
        public OfClient() {}

        @Override
        public Object create(Instance<Object> beans, Parameters parameters) {
            Class<?> type = parameters.get(CLIENTS, Class.class);
            return beans.select(Messages.class).get().messaging().client(type);
        }
    }
}
