// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

/**
 * Where a listener's bean comes from: a container, or one given object. Implemented by containers; called on the
 * threads of the listeners.
 */
public interface BeanSource {

    /**
     * The class whose methods are declared.
     *
     * @return never a proxy's
     */
    Class<?> type();

    /**
     * Begins one attempt at one message, or at one batch: activates what has to be active, such as a request context.
     *
     * @return the visit; {@link Visit#leave} is called on the same thread, then {@link Visit#close} on any
     * @throws Exception when there is no instance; a failure of the attempt
     */
    Visit enter() throws Exception;

    /** One attempt. */
    interface Visit extends AutoCloseable {

        /**
         * Who is called.
         *
         * @return an instance of {@link BeanSource#type()}, or a proxy of one
         */
        Object bean();

        /** The method has returned; on the thread that has entered. Ends contexts that are bound to it. */
        void leave();

        /** The attempt is over, also when the method's answer came later. Any thread. */
        @Override
        void close();
    }

    /**
     * One object that is there all the time.
     *
     * @param bean the object
     * @return its source
     */
    static BeanSource of(Object bean) {
        return new GivenBean(bean);
    }
}
