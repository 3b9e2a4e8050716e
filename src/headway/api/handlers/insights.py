"""Insights over HTTP."""

from headway.api.context import Answer, Call
from headway.api.wire import insights as wire
from headway.api.wire.members import wanted
from headway.domain.insights.spans import SpanDraft
from headway.services import insights


def show(call: Call[None, wire.InsightsQuery]) -> Answer:
    """Look back on a span of days."""
    query = call.query
    draft = SpanDraft(query.span, wanted(query.date), wanted(query.from_), wanted(query.to))
    with call.scope() as scope:
        found = insights.show(scope, draft)
    return Answer(wire.insights(found))
