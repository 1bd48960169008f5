"""Simulated piles of fictional news whose truth is known exactly: what lineage is fitted on, and how often it errs.

    python -m benchmarks relay                                            both mixes, 40 piles each
    python -m benchmarks.relay --mix fit --piles 200 --seed 3 --errors DIR

A pile is made from fragments in `data/`: kinds of event with several phrasings of each fact, outlets with their house styles. Operators repost, trim,
rewrite, merge, cite and misquote. The mix "held" shares no event, outlet, name, reporting phrase or credit with "fit". The same seed gives the same bytes.
"""

from benchmarks.relay.command import main

__all__ = ["main"]
