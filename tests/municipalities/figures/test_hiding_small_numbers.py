"""What is published of numbers of people tells nobody a number under five."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from municipalities.figures.hiding import SMALL, Part, hide, hide_one_by_one

DISTRICTS = ["north", "south", "west"]
towns = st.lists(st.tuples(st.sampled_from(DISTRICTS), st.integers(0, 9)), min_size=1, max_size=5)
#: Categories of one total, each by the number in every district.
categories = st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=2, max_size=4)


def as_towns(cells: list[tuple[str, int]]) -> dict[int, Part]:
    return {n: Part({district: number}, insiders=district) for n, (district, number) in enumerate(cells)}


def assignments(total: int, count: int) -> Iterator[tuple[int, ...]]:
    """All ways in which so many numbers, none negative, make up a total."""
    if count == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in assignments(total - first, count - 1):
            yield (first, *rest)


@settings(deadline=None)
@given(towns)
def test_whoever_adds_and_subtracts_all_that_is_published_cannot_narrow_a_small_number(
    cells: list[tuple[str, int]],
) -> None:
    """A reader without and readers with all the numbers of one district: each value from 0 to 4 stays possible."""
    found = hide(as_towns(cells), DISTRICTS)
    if found.total:
        return  # without the total there is nothing to subtract from
    for reader in (None, *DISTRICTS):
        unknown = [n for n in found.parts if reader is None or cells[n][0] != reader]
        if not unknown:
            continue
        rest = sum(number for _district, number in cells) - sum(
            number for n, (_district, number) in enumerate(cells) if n not in unknown
        )
        if reader and not rest:
            continue  # there is nobody in the other districts, which a district may find out
        possible: dict[int, set[int]] = {n: set() for n in unknown}
        for numbers in assignments(rest, len(unknown)):
            for n, number in zip(unknown, numbers, strict=True):
                possible[n].add(number)
        for n in unknown:
            if cells[n][1] < SMALL:
                assert set(range(SMALL)) <= possible[n]


@given(towns)
def test_a_number_under_five_is_never_shown(cells: list[tuple[str, int]]) -> None:
    found = hide(as_towns(cells), DISTRICTS)
    assert {n for n, (_district, number) in enumerate(cells) if number < SMALL} <= found.parts
    if sum(number for _district, number in cells) < SMALL:
        assert found.total


@given(categories)
def test_a_district_that_subtracts_its_own_part_of_a_category_learns_no_small_number_of_the_others(
    rows: list[tuple[int, int, int]],
) -> None:
    parts = {n: Part(dict(zip(DISTRICTS, row, strict=True))) for n, row in enumerate(rows)}
    found = hide(parts, DISTRICTS)
    for reader in DISTRICTS:
        assert not any(0 < part.beyond(reader) < SMALL for n, part in parts.items() if n not in found.parts)
        unknown = [part for n, part in parts.items() if n in found.parts]
        rest = sum(part.beyond(reader) for part in unknown)
        if unknown and rest and not found.total:
            assert len(unknown) >= 2
            assert rest >= SMALL


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_share_is_shown_only_when_neither_it_nor_the_rest_is_small(inside: int, outside: int) -> None:
    total = Part({"north": inside + outside})
    hidden = hide_one_by_one(total, {"yes": Part({"north": inside})})
    assert ("yes" in hidden) == (min(inside, outside) < SMALL)


@given(st.lists(st.integers(SMALL, 50), min_size=2, max_size=6), st.integers(0, SMALL - 1))
def test_what_is_hidden_besides_is_chosen_by_order_not_by_size(large: list[int], small: int) -> None:
    """Hiding the next smallest would tell that all others are larger."""
    cells = [("north", small), *(("north", number) for number in large)]
    assert hide(as_towns(cells)).parts == {0, 1}


@pytest.mark.parametrize(
    ("cells", "hidden"),
    [
        ([("north", 9), ("north", 8), ("north", 7)], set()),
        ([("north", 9), ("north", 8), ("north", 0)], {0, 2}),
        ([("north", 9), ("north", 1), ("north", 1)], {0, 1, 2}),
        ([("north", 9), ("north", 3), ("north", 4)], {1, 2}),
        # a coordinator of the north knows the first, so one in the west is hidden as well
        ([("north", 9), ("south", 3), ("west", 9), ("west", 9)], {0, 1, 2}),
    ],
)
def test_examples(cells: list[tuple[str, int]], hidden: set[int]) -> None:
    assert hide(as_towns(cells), sorted({district for district, _number in cells})).parts == hidden
