"""Pages over a finished case: they show, ask and note down; nothing is analysed here.

Serving
    commands        the commands `serve` and `users`
    serving         starts the server
    app             the app over one case
    access          who is let in
    security        what every answer carries
    bounded         no more of a request is read than it needs
    reads           who looked at what, for the custody log
    rendering       templates become pages

What is shown
    pages           one module a screen
    http_api        the same for programs
    desk            which run the pages show
    shelf           a finished case as pages need it
    by_story        its tables in the order of stories
    drawings        drawings of the pair reader

What is asked and decided
    questions       what can be decided on a page
    readings        what the machine says about it
    effects         what a decision does to the counts
    doubts          what waits to be decided
    decided         decisions as pages show them

What comes in
    sending         pages that a browser's bookmark sends
    jobs            pages that arrived are added and the case is run
    working         the process of one such job
"""
