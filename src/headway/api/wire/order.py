"""Order: the places of things in their list."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from headway.api.wire.members import Body

Ids = Annotated[list[UUID], Meta(extra_json_schema={"uniqueItems": True})]


class Order(Body):
    """Things that take, in this order, the places that they have together; all others keep theirs."""

    ids: Ids
