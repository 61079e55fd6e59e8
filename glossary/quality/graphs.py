"""Questions about directed graphs, answered without recursion and in time that grows with nodes and links only."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

Links = Mapping[str, Collection[str]]
"""For each node the nodes that its links lead to."""

_TARGETS_A_PASS = 4096
"""Targets that one pass follows, a bit each: half a kilobyte per node."""


def components(links: Links) -> list[list[str]]:
    """The strongly connected components, each after all those that its links lead to (Tarjan 1972)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    work: list[tuple[str, Iterator[str]]] = []
    found: list[list[str]] = []

    def enter(node: str) -> None:
        order[node] = low[node] = len(order)
        stack.append(node)
        on_stack.add(node)
        work.append((node, iter(links.get(node, ()))))

    def leave(node: str) -> None:
        work.pop()
        if work:
            low[work[-1][0]] = min(low[work[-1][0]], low[node])
        if low[node] == order[node]:
            members = [stack.pop()]
            while members[-1] != node:
                members.append(stack.pop())
            on_stack.difference_update(members)
            found.append(members)

    for start in links:
        if start not in order:
            enter(start)
        while work:
            node, rest = work[-1]
            for target in rest:
                if target not in order:
                    enter(target)
                    break
                if target in on_stack:
                    low[node] = min(low[node], order[target])
            else:
                leave(node)
    return found


def rings(links: Links) -> Iterator[list[str]]:
    """The components that hold a cycle of two nodes or more, their members in order."""
    return (sorted(members) for members in components(links) if len(members) > 1)


def leading(links: Links, pairs: Collection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Those of ``pairs`` whose first node leads to the second over one link or more.

    What each component reaches is a set of bits, made from the sets of the components that it links to. So 2^40 paths
    cost no more than their links, and n nodes with n targets n * n / 4096 steps.
    """
    groups = components(links)
    group_of = {node: number for number, members in enumerate(groups) for node in members}
    targets = sorted({target for _, target in pairs if target in group_of})
    for start in range(0, len(targets), _TARGETS_A_PASS):
        bits = {target: 1 << place for place, target in enumerate(targets[start : start + _TARGETS_A_PASS])}
        here: list[int] = []
        beyond: list[int] = []
        for number, members in enumerate(groups):
            own = reached = 0
            for member in members:
                own |= bits.get(member, 0)
            here.append(own)
            for linked in {group_of[target] for member in members for target in links.get(member, ())}:
                reached |= own if linked == number else here[linked] | beyond[linked]
            beyond.append(reached)
        for first, second in pairs:
            if second in bits and first in group_of and beyond[group_of[first]] & bits[second]:
                yield first, second
