// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen;

import io.ternmq.api.listen.BeanSource;
import io.ternmq.api.pattern.Channel;

/**
 * A method of an interface that is a request, and of a class that answers it.
 *
 * @param name        class and method
 * @param beans       whose method it is
 * @param call        the method
 * @param channel     where requests come from
 * @param concurrency how many are answered at a time
 */
public record AnswerSpec(String name, BeanSource beans, Call call, Channel channel, int concurrency)
        implements Declared {}
