"""Pages are fetched and kept as web archives (WARC). The only room that touches the network.

A round
    collector       one round, from what is wanted to finished pages
    options         what a user may set
    wanted          what is to be collected and what came of it
    journal         the same on disk, so that a round can be continued
    schedule        whose turn it is: one request to a host at a time, with pauses
    batch           the unfinished WARC file of a round
    quiet           polls that brought nothing, told of together
    vanished        pages that were collected and are not there any more
    clock           the one place that asks for the time
    faults          the two errors of collecting

What is wanted
    lists           addresses that a user gives
    listing         addresses that a site publishes: feeds and sitemaps
    links           each address checked, and in one spelling
    canonical       the address that a page gives as its own

Over the network
    reach           connections, only to addresses that were checked
    addresses       which addresses these are
    rules           what robots.txt allows
    exchange        one request and its answer, byte for byte
    tap             a connection that records every byte
    inflating       compressed answers, within limits
    asking          what an answer means
    records         request and answer as WARC records
    posting         something sent to an address that a user named
"""
