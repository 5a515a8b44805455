// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

/** A bean without a container. */
record GivenBean(Object bean) implements BeanSource, BeanSource.Visit {

    @Override
    public Class<?> type() {
        return bean.getClass();
    }

    @Override
    public Visit enter() {
        return this;
    }

    @Override
    public void leave() {
        // nothing is bound to the thread
    }

    @Override
    public void close() {
        // it stays
    }
}
