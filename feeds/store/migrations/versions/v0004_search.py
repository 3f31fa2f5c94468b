"""Full text search over items: an index of words beside the table, kept in step by triggers."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_SQLITE = (
    """create virtual table item_words using fts5(
        title, text, content = 'items', content_rowid = 'id',
        tokenize = 'porter unicode61 remove_diacritics 2')""",
    """create trigger items_words_insert after insert on items begin
        insert into item_words (rowid, title, text) values (new.id, new.title, new.text);
    end""",
    """create trigger items_words_delete after delete on items begin
        insert into item_words (item_words, rowid, title, text)
            values ('delete', old.id, old.title, old.text);
    end""",
    """create trigger items_words_update after update of title, text on items begin
        insert into item_words (item_words, rowid, title, text)
            values ('delete', old.id, old.title, old.text);
        insert into item_words (rowid, title, text) values (new.id, new.title, new.text);
    end""",
    "insert into item_words (item_words) values ('rebuild')",
)

_POSTGRES = (
    # english, but without its stop words: a company may be called All, On or IT
    "create text search dictionary news_stem (template = snowball, language = english)",
    "create text search configuration news (copy = english)",
    """alter text search configuration news alter mapping
        for asciiword, asciihword, hword_asciipart, word, hword, hword_part with news_stem""",
    """create table item_words (
        item_id bigint primary key references items (id) on delete cascade, words tsvector not null)""",
    "create index ix_item_words_words on item_words using gin (words)",
    "alter table item_words alter column words set statistics 1000",  # or rare words look common to it
    # a tsvector holds at most a megabyte; what stands behind so many characters is not searched
    """create function index_item_words() returns trigger language plpgsql as $$
    begin
        insert into item_words (item_id, words)
        values (new.id, to_tsvector('news', left(new.title || ' ' || new.text, 50000)))
        on conflict (item_id) do update set words = excluded.words;
        return null;
    end $$""",
    """create trigger items_words after insert or update of title, text on items
        for each row execute function index_item_words()""",
    "update items set title = title",
)


def upgrade() -> None:
    """Create the index and the triggers; items that are there already are indexed too."""
    for statement in _POSTGRES if _is_postgres() else _SQLITE:
        op.execute(statement)


def downgrade() -> None:
    """Drop them."""
    if _is_postgres():
        op.execute("drop trigger items_words on items")
        op.execute("drop function index_item_words")
        op.execute("drop text search configuration news")
        op.execute("drop text search dictionary news_stem")
    else:
        for name in ("insert", "delete", "update"):
            op.execute(f"drop trigger items_words_{name}")
    op.execute("drop table item_words")


def _is_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"
