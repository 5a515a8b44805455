// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A class of tests whose program Arquillian deploys on the server that it has started. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Ground.class)
@ArquillianTest
@Timeout(value = 180, unit = TimeUnit.SECONDS)
@interface OnServer {}
