"""A report in Markdown, as public forges show it: pictures beside it, tables, links between summary and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkit.writers.markdown import escaped, grid, on_its_own
from samkit.writers.paper import about, method

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from samkit.report.document import Document, Drawn, Figure, Sentence
    from samkit.tables.table import Table
    from samkit.words.language import Words


def write(document: Document, drawn: Drawn) -> bytes:
    """Write the report in Markdown.

    Parameters
    ----------
    document
        The report.
    drawn
        Its pictures; the SVG files are named by their place in the folder of the report.

    Returns
    -------
    bytes
        UTF-8 text with tables; neither Markdown nor HTML acts on a text from outside.
    """
    blocks = [
        *_cover(document),
        *_passages(document),
        *_contents(document),
        *_groups(document),
        *(block for figure in document.figures for block in _figure(figure, document.words, drawn)),
        f"## {escaped(document.words('page.method'))}",
        _lines(method(document)),
    ]
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def _cover(document: Document) -> Iterator[str]:
    """Give the title, and what stands below it."""
    yield f"# {escaped(document.title)}"
    yield on_its_own(f"{document.lead}.").rstrip()
    if document.provenance.synthetic:
        yield f"> **{escaped(document.provenance.synthetic)}**"
    yield "\n".join(f"- **{escaped(name)}:** {escaped(text)}" for name, text in about(document))


def _passages(document: Document) -> Iterator[str]:
    """Give the summary and its like, each below its heading."""
    for passage in document.passages:
        yield f"## {escaped(document.words(f'page.{passage.name}'))}"
        yield "\n".join(f"- {_sentence(sentence, document.words)}" for sentence in passage.sentences)


def _sentence(sentence: Sentence, words: Words) -> str:
    """Give a sentence, with links to the figures that it rests on."""
    links = ", ".join(_link(id_, words) for id_ in sentence.figures)
    text = on_its_own(sentence.text).rstrip()
    return f"{text} ({links})" if links else text


def _link(id_: str, words: Words) -> str:
    return f"[{escaped(words('page.figure', id=id_))}](#figure-{id_})"


def _contents(document: Document) -> Iterator[str]:
    """List the figures."""
    words = document.words
    yield f"## {escaped(words('page.contents'))}"
    yield "\n".join(f"- {_link(figure.id, words)}: {escaped(figure.title)}" for figure in document.figures)


def _groups(document: Document) -> Iterator[str]:
    """Say who is compared."""
    yield f"## {escaped(document.words('page.groups'))}"
    for table in document.tables:
        yield f"### {escaped(table.title)}"
        yield from _table(table, document.words)
    yield _lines(note.text for note in document.notes)


def _figure(figure: Figure, words: Words, drawn: Drawn) -> Iterator[str]:
    """Give a figure: its finding, its pictures, its footer and its table."""
    label = escaped(words("page.figure", id=figure.id))
    yield f'## <a id="figure-{figure.id}"></a>{label}: {escaped(figure.title)}'
    yield from (on_its_own(said).rstrip() for said in (figure.takeaway, figure.subtitle) if said)
    for picture in figure.pictures:
        if f"{picture.name}.svg" in drawn:
            yield f"![{escaped(picture.alt)}](figures/{picture.name}.svg)"
    yield f"### {escaped(words('page.table_and_notes'))}"
    yield from _table(figure.table, words, figure.footer)


def _table(table: Table, words: Words, first: Sequence[str] = ()) -> Iterator[str]:
    """Give a table, and below it some lines, and what a reader must know of it beside them."""
    yield "\n".join(grid(table, words.signs))
    yield _lines(dict.fromkeys((*first, *table.footer, *(note.text for note in table.notes))))


def _lines(texts: Iterable[str]) -> str:
    """Give each text a line of its own."""
    return "\n".join(on_its_own(text) for text in texts).rstrip()
