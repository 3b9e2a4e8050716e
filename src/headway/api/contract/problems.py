"""The contract's schemas of problems: their types and the single rules, each with its title and meaning."""

from headway.api.contract.values import DAY, TIME_OF_DAY, Schema
from headway.domain.tokens import Right
from headway.edge.problems import KINDS, RULES

_PROBLEM: Schema = {
    "title": "Problem",
    "description": "A refusal (RFC 9457). What a program may need besides stands in it as further members: "
    "`today`, `zone` and `dayStart` where a day has not begun, `version` where it was another, `scope` where a "
    "token lacks it.",
    "type": "object",
    "properties": {
        "type": {"$ref": "#/components/schemas/ProblemType"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "A sentence for people."},
        "errors": {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/Violation"}},
        "requestId": {"type": "string", "description": "What finds it in the server's log."},
        "today": DAY,
        "zone": {"type": "string"},
        "dayStart": TIME_OF_DAY,
        "version": {"type": "integer", "minimum": 1},
        "scope": {"type": "string", "enum": [str(right) for right in Right]},
    },
    "required": ["type", "title", "status", "detail", "requestId"],
}


def schemas() -> dict[str, Schema]:
    """Make the schemas of problems, of their types, and of the rules that a rejected request broke."""
    kinds = sorted(KINDS.values(), key=lambda kind: kind.status)
    return {
        "Problem": _PROBLEM,
        "ProblemType": {
            "title": "ProblemType",
            "description": "What kind of problem it is; this never changes.",
            "type": "string",
            "oneOf": [_choice(kind.type, f"{kind.status}: {kind.title}", kind.meaning) for kind in kinds],
        },
        "Rule": {
            "title": "Rule",
            "description": "A single rule that a `rejected` request broke.",
            "type": "string",
            "oneOf": [_choice(str(rule), rule.title, rule.meaning) for rule in RULES],
        },
    }


def _choice(value: str, title: str, description: str) -> Schema:
    return {"const": value, "title": title, "description": description}
