// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.Action;
import io.ternmq.api.policy.Permission;
import io.ternmq.api.spi.Identity;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import io.ternmq.protocol.Request;
import io.ternmq.routing.TopicPattern;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what. */
final class AccessRulesTest {

    private static final AccessRules RULES = AccessRules.of(List.of(
            Permission.of("#", "admin", Action.SEND, Action.CONSUME, Action.MANAGE),
            Permission.of("orders.#", "clerk", Action.SEND),
            Permission.of("orders.#", "clerk", Action.CONSUME),
            Permission.of("orders.secret", "boss", Action.CONSUME),
            Permission.of("news.*", Permission.EVERYBODY, Action.CONSUME)));

    @ParameterizedTest
    @CsvSource({
        "admin, SEND, stock, true",
        "admin, SEND, orders.eu, false",
        "admin, MANAGE, orders.eu, true",
        "admin, BROWSE, stock, false",
        "clerk, SEND, orders, true",
        "clerk, SEND, orders.secret, true",
        "clerk, CONSUME, orders.secret, false",
        "boss, CONSUME, orders.secret, true",
        "boss, CONSUME, orders.eu, false",
        "nobody, CONSUME, news.eu, true",
        "nobody, CONSUME, news.eu.now, false",
        "admin, CONSUME, news.eu, true",
    })
    void forEachActionTheMostSpecificPatternDecidesAlone(String role, Action action, String name, boolean may) {
        assertThat(RULES.may(Set.of(role), action, name)).isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({
        "clerk, orders.*, false",
        "clerk, orders.eu.#, true",
        "clerk, orders.secret.*, true",
        "clerk, #, false",
        "admin, #, false",
        "admin, stock.#, true",
        "nobody, news.*, true",
        "nobody, news.#, false",
        "boss, orders.*, false",
    })
    void aPatternOfTopicsNeedsWhatEachOfItsNamesNeeds(String role, String topics, boolean may) {
        assertThat(RULES.mayAll(Set.of(role), Action.CONSUME, TopicPattern.parse(topics))).isEqualTo(may);
    }

    @Test
    void severalRolesAddUp() {
        assertThat(RULES.mayAll(Set.of("clerk", "boss"), Action.CONSUME, TopicPattern.parse("orders.*"))).isTrue();
    }

    @Test
    void withoutPermissionsEverythingIsOpen() {
        AccessRules open = AccessRules.of(List.of());
        assertThat(open.may(Set.of(), Action.MANAGE, "x")).isTrue();
        assertThat(open.mayAll(Set.of(), Action.CONSUME, TopicPattern.parse("#"))).isTrue();
        assertThat(open.maySomewhere(Set.of(), Action.SEND)).isTrue();
    }

    @Test
    void aMalformedPatternIsNamed() {
        assertThatThrownBy(() -> AccessRules.of(List.of(Permission.of("a..b", "clerk", Action.SEND))))
                .isInstanceOfSatisfying(ProviderException.class, e ->
                        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING))
                .hasMessageContaining("a..b");
    }

    @Test
    void aRefusalNamesPermissionDestinationAndRolesOnly() {
        UserRights rights = new UserRights(RULES, new Identity("ann", Set.of("clerk", "temp")));

        assertThatThrownBy(() -> rights.require(Action.BROWSE, Address.queue("orders.eu")))
                .isInstanceOfSatisfying(ProviderException.class, e ->
                        assertThat(e.code()).isEqualTo(ErrorCode.SECURITY))
                .hasMessageContaining("'ann'")
                .hasMessageContaining("[clerk, temp]")
                .hasMessageContaining("BROWSE for queue://orders.eu")
                .hasMessageNotContaining("admin")
                .hasMessageNotContaining("boss");
    }

    @Test
    void whatIsRememberedIsWhatWasAllowed() {
        UserRights rights = new UserRights(RULES, new Identity("ann", Set.of("clerk")));
        for (int i = 0; i < 1_000; i++) {
            rights.require(Action.SEND, Address.queue("orders." + i));
        }
        rights.require(Action.SEND, Address.queue("orders.1"));

        assertThatThrownBy(() -> rights.require(Action.CONSUME, Address.queue("orders.secret")))
                .isInstanceOf(ProviderException.class);
        assertThatThrownBy(() -> rights.require(Action.SEND, Address.queue("stock")))
                .isInstanceOf(ProviderException.class);
    }

    @Test
    void whoHasNotSaidWhoItIsMayDoNothing() {
        UserRights rights = new UserRights(RULES, null);

        assertThatThrownBy(() -> rights.require(Action.SEND, Address.queue("orders")))
                .isInstanceOf(ProviderException.class);
    }

    @Test
    void aTemporaryDestinationNeedsNoPermissionButSayingSoIsNotEnough() {
        UserRights rights = new UserRights(RULES, Identity.named("eve"));
        Address reply = Address.of(AddressKind.TEMPORARY_QUEUE, "temporary-queue.1.2.3");
        Address lie = Address.of(AddressKind.TEMPORARY_QUEUE, "orders");

        assertThatCode(() -> rights.require(Action.SEND, reply)).doesNotThrowAnyException();
        assertThatThrownBy(() -> rights.require(Action.SEND, lie)).isInstanceOf(ProviderException.class);
        assertThatThrownBy(() -> rights.require(Action.CREATE, reply)).isInstanceOf(ProviderException.class);
        assertThatThrownBy(() -> rights.require(Action.CONSUME, Address.topic("temporary-topic.#")))
                .isInstanceOf(ProviderException.class);
    }

    @Test
    void everyRequestIsInTheTable() {
        for (Class<?> type : Request.class.getPermittedSubclasses()) {
            assertThat(RequestAccess.knows(type)).as(type.getSimpleName()).isTrue();
        }
    }
}
