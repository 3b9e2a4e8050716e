"""What Headway costs, as ratios measured in one run: `make bench`.

The floor is the least that the same answer could cost: the very statements that Headway sends, sent by the raw
driver behind the barest server.
"""
