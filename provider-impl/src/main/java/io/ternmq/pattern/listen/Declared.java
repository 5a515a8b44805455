// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen;

import io.ternmq.api.listen.BeanSource;

/** Something that was declared without fault. */
public sealed interface Declared permits ListenerSpec, AnswerSpec, TimedSpec {

    /** Class and method, and the channel when the method has several. */
    String name();

    /** Whose method it is. */
    BeanSource beans();

    /** The method. */
    Call call();
}
