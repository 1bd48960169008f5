"""Shapes of stemmas, many at a time, against one at a time."""

from hypothesis import given
from hypothesis import strategies as st

from firstsaid.lineage.shapes import Shape, changed, lines_above, packed, plain, unpacked

SIZE = 4
PARENTS = st.lists(st.integers(0, SIZE + 3), max_size=2, unique=True).map(tuple)
SHAPES = st.lists(st.tuples(*[PARENTS] * SIZE), min_size=1, max_size=6)


def as_array(shapes: list[Shape]):
    return changed(((),) * SIZE, [dict(enumerate(shape)) for shape in shapes])


def as_tuples(keys: list[bytes]) -> list[Shape]:
    return [tuple(tuple(p for p in parents if p >= 0) for parents in shape) for shape in unpacked(keys, SIZE).tolist()]


def naively_plain(shape: Shape) -> Shape:
    absent = [p for parents in shape for p in parents if p >= SIZE]
    numbers = {old: SIZE + at for at, old in enumerate(dict.fromkeys(p for p in absent if absent.count(p) > 1))}
    return tuple(tuple(sorted(numbers.get(p, p) for p in parents if p < SIZE or p in numbers)) for parents in shape)


def naively_above(shape: Shape, text: int) -> set[int]:
    found: set[int] = set()
    waiting = list(shape[text])
    while waiting:
        parent = waiting.pop()
        if parent not in found:
            found.add(parent)
            waiting += shape[parent] if parent < SIZE else ()
    return found


@given(SHAPES)
def test_many_shapes_are_made_plain_as_each_alone(shapes: list[Shape]) -> None:
    assert as_tuples(packed(plain(as_array(shapes), SIZE))) == [naively_plain(shape) for shape in shapes]


@given(SHAPES)
def test_what_is_above_a_text_is_all_that_its_parents_lead_to(shapes: list[Shape]) -> None:
    wanted = [[sum(1 << p for p in naively_above(shape, text)) for text in range(SIZE)] for shape in shapes]
    assert lines_above(as_array(shapes)).tolist() == wanted


@given(SHAPES)
def test_bytes_are_sorted_as_shapes(shapes: list[Shape]) -> None:
    keys = packed(as_array(shapes))
    assert as_tuples(keys) == shapes
    assert as_tuples(sorted(keys)) == sorted(shapes)


def test_a_change_leaves_all_other_texts() -> None:
    shape: Shape = ((), (0,), (0, 4), (4,))
    assert as_tuples(packed(changed(shape, [{}, {3: ()}, {1: (2, 3), 2: ()}]))) == [shape, ((), (0,), (0, 4), ()), ((), (2, 3), (), (4,))]
