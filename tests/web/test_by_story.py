"""The copies in the order of stories hold the same rows as the tables."""

from firstsaid.engine.rows import in_order, schema_of
from firstsaid.engine.work import pile_records
from firstsaid.web.by_story import grouped, has_stories


def test_a_story_read_from_its_copy_is_the_story_asked_for_in_sql(browser):
    with browser.app.state.desk.reading() as shelf:
        shelf.by_story.wait()
        stories = [row["story"] for row in shelf.sql("select distinct story from placements order by story")]
        seen = 0
        for name, record in pile_records().items():
            for story in [*stories, "0" * 16]:
                copied = shelf.by_story.rows(name, story)
                if copied is not None:
                    columns = ", ".join(f'"{column}"' for column in schema_of(record).names)
                    asked = shelf._arrow(f"select {columns} from ({grouped(shelf.tables, name)}) where group_ = ?", [story])
                    assert in_order(copied.cast(schema_of(record))).equals(in_order(asked.cast(schema_of(record)))), (name, story)
                    seen += copied.num_rows
        assert len(stories) > 1
        assert seen > 100


def test_without_copies_a_story_is_the_same(browser, monkeypatch):
    with browser.app.state.desk.reading() as shelf:
        shelf.by_story.wait()
        (row,) = shelf.sql("select story from placements order by story limit 1")
        copied = shelf._pile(row["story"])
        monkeypatch.setattr(shelf.by_story, "rows", lambda name, story: None)
        assert shelf._pile(row["story"]) == copied


def test_a_table_that_is_too_large_is_left_as_it_is(browser, monkeypatch):
    with browser.app.state.desk.reading() as shelf:
        shelf.by_story.wait()
        monkeypatch.setattr("firstsaid.web.by_story.LARGEST", 0)
        again = type(shelf.by_story)(shelf.tables, pile_records())
        again.wait()
        assert again.rows("articles", "0" * 16) is None
        again.close()


def test_every_table_with_stories_gets_its_copy(browser):
    with browser.app.state.desk.reading() as shelf:
        shelf.by_story.wait()
        asked = shelf.by_story._records
        held = {name for name in asked if shelf.by_story.whole(name) is not None}
        assert held == {name for name, record in asked.items() if has_stories(name, record) and shelf.tables.path(name).is_file()}
        assert {"articles", "statements", "claims"} <= held
        assert "carried" not in held
