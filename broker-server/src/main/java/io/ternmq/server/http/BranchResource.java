// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.management.BranchView;
import io.ternmq.boot.EmbeddedBroker;
import java.util.List;

/** Branches of distributed transactions that are in doubt; permissions speak of {@link Caller#TRANSACTIONS}. */
final class BranchResource {

    private final EmbeddedBroker broker;

    BranchResource(EmbeddedBroker broker) {
        this.broker = broker;
    }

    List<Route> routes() {
        return List.of(
                Route.api("GET", "branches", this::list),
                Route.api("GET", "branches/{name}", this::show),
                Route.api("POST", "branches/{name}/commit", this::commit),
                Route.api("POST", "branches/{name}/rollback", this::rollback),
                Route.api("DELETE", "branches/{name}", this::forget));
    }

    private Reply list(Call call) {
        call.caller().mustSee(Caller.TRANSACTIONS);
        return Views.list("branches", broker.management().branches(), RecordJson::builder);
    }

    private Reply show(Call call) {
        call.caller().mustSee(Caller.TRANSACTIONS);
        BranchView branch = broker.management().branches().stream()
                .filter(each -> each.name().equals(call.name()))
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.NOT_FOUND, ErrorCode.UNKNOWN_BRANCH,
                        "No branch '" + call.name() + "' is prepared, or none any more"));
        return Reply.json(RecordJson.builder(branch));
    }

    private Reply commit(Call call) {
        String who = decider(call);
        broker.management().commitBranch(call.name(), who);
        return Reply.done();
    }

    private Reply rollback(Call call) {
        String who = decider(call);
        broker.management().rollbackBranch(call.name(), who);
        return Reply.done();
    }

    private static String decider(Call call) {
        call.caller().mustManage(Caller.TRANSACTIONS);
        Wish.of(call);
        return call.caller().identity().name();
    }

    private Reply forget(Call call) {
        call.caller().mustManage(Caller.TRANSACTIONS);
        broker.management().forgetBranch(call.name());
        return Reply.done();
    }
}
