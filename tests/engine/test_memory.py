"""A worker that has grown with earlier pages does not cost a later page its life."""

import numpy as np

from firstsaid.engine.local import LocalEngine
from firstsaid.engine.pool import Workers
from firstsaid.engine.stage import Stage
from firstsaid.model import Capture, Placement
from firstsaid.model.options import EngineOptions, Options

KEPT: list[np.ndarray] = []


def hoard(captures, options):
    """A step that keeps 200 MB for each page it sees; they are not touched, for it is addresses that the limit counts."""
    for capture in captures:
        KEPT.append(np.empty(200 * 2**20, np.uint8))
        yield Placement(capture.path, "seen")


def test_a_page_is_tried_again_in_a_new_process_when_the_old_one_is_full(tmp_path):
    stage = Stage("placements", Placement, ("captures",), "each", hoard, "articles")
    options = Options(engine=EngineOptions(processes=1, memory=2048))
    captures = [Capture(f"{n:04}", "0" * 64, f"{n}.txt", None, None, "text/plain", None, "file", b"x" * 2**20) for n in range(14)]
    with Workers(options.engine) as workers:
        engine = LocalEngine(tmp_path, {"captures": Capture, "placements": Placement}, workers)
        engine.put("captures", Capture, captures)
        rejected = engine.map(stage, options)
    assert rejected == []
    assert len(engine.rows("placements", Placement)) == len(captures)
