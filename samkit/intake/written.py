"""The draft as the text of a study file: valid TOML, with a comment on every guess."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samkit.errors import shown
from samkit.intake.quantities import Quantity
from samkit.intake.spelling import squeezed
from samkit.readers.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from samkit.intake.draft import Criterion, Draft
    from samkit.intake.found import Left
    from samkit.intake.naming import Item, Scale, Section, Selection
    from samkit.intake.scales import Recognised

_WIDE: Final = 110
_TEXT: Final = 2_000
_LONGEST: Final = 300
_TEMPLATE: Final = """\
# No question speaks of growth, profit, satisfied clients or success, so no groups are proposed. Say who is best:
# [groups.performance]
# top = "Top Performers"
# rest = "The Rest"
# criteria = [
#   { label = "…", question = "name_of_a_question", is_in = ["the answers that count"] },
#   { label = "…", question = "name_of_another", at_least = "the first level that counts" },
# ]
# Until then any answer makes two groups: samkit profile EXPORT --by "QUESTION=ANSWER\""""
_RULE: Final = "-" * 100
_FEW_ITEMS: Final = 6
"""Up to how many items stand in paired bars."""


def written(draft: Draft) -> str:
    """Write the draft as a study file.

    Parameters
    ----------
    draft
        What it says.

    Returns
    -------
    str
        TOML, with a comment on every guess.
    """
    blocks = [
        _head(draft),
        _part("scales, worst to best", [_scale(each) for each in draft.scales]),
        _part("questions", [_item(each) for each in draft.items]),
        _part("questions of which several options may be ticked", [_selection(each) for each in draft.selections]),
        _part("who is a Top Performer", [_groups(draft.criteria)]),
        _part("what is compared", [_section(each) for each in draft.sections]),
        _part("figures of the report", [_figure(*each) for each in enumerate(_drawn(draft), start=1)]),
        _part("columns that are no question for a comparison", [_left(draft.left)] if draft.left else []),
    ]
    return "\n".join(block for block in blocks if block)


def _head(draft: Draft) -> str:
    """Write `[study]` and `[export]`."""
    lines = [
        "# A first study file, written by samkit init from the export alone. Every guess says why it was made:",
        "# read it once from top to bottom, and mend what is not so.",
        'schema = "samkit-study/1"',
        "",
        "[study]",
        f"title = {_value(draft.title)}",
    ]
    for role in draft.roles:
        if role.key == "replicate_weights":
            method = 'method = "…" } (JK1, JKn, BRR, Fay or bootstrap)'
            lines.append(f"# replicate_weights = {{ columns = {_value(role.column)}, {method}  # {role.why}")
        else:
            mark = "" if role.sure else "# "
            lines.append(f"{mark}{role.key} = {_value(role.column)}{_why(role.why)}")
            if role.nested:
                lines.append(f"{mark}nest = true{_why('clusters of one label stand in several strata')}")
    if not any(role.key == "respondent" for role in draft.roles):
        lines.append('# respondent = "…"  # no column tells respondents apart for certain')
    if draft.export:
        lines += ["", "[export]", *(f"{key} = {_value(value)}" for key, value in draft.export.items())]
    return "\n".join(lines) + "\n"


def _part(title: str, tables: Sequence[str]) -> str:
    """Write tables under a headline."""
    if not tables:
        return ""
    line = f"# ---- {title} {_RULE}"[:_WIDE]
    return "\n".join([line, "", *tables])


def _scale(scale: Scale) -> str:
    """Write one scale."""
    said = scale.scale
    comment = f"{said.why}; {counted(scale.questions, 'question')}"
    lines = [f"[scales.{scale.name}]{_why(comment)}", f"levels = {_list(said.levels)}"]
    if said.favourable:
        lines.append(f"favourable = {_list(said.favourable)}")
    if not said.ordered:
        lines += ["ordered = false", *_asked(said)]
    if said.missing:
        lines.append(f"missing = {_table(said.missing)}")
    if said.codes:
        lines.append(f"codes = {_table(said.codes)}")
    return "\n".join(lines) + "\n"


def _asked(said: Recognised) -> Iterator[str]:
    """Ask for what only the user knows of levels without an order."""
    if said.unplaced:
        listed = ", ".join(_value(text) for text in said.unplaced)
        yield _comment(f"Where does this belong: {listed}? What is no answer, move to missing; then take ordered away.")
    elif len(said.levels) > 2:
        yield _comment(
            "If these answers have an order, write them worst to best, name favourable ones, take ordered away."
        )


def _item(item: Item) -> str:
    """Write a question with one answer in a table of its own."""
    question = item.question
    lines = [f"[questions.{item.id}]", f"text = {_text(question.text)}"]
    if question.seen.name != item.id:
        lines.append(f"column = {_value(question.seen.name)}")
    if isinstance(question.answered, Quantity):
        lines.append(f"numeric = {_numeric(question.answered)}{_why(question.why)}")
    else:
        lines.append(f"scale = {_value(item.scale)}")
    return "\n".join(lines) + "\n"


def _numeric(how: Quantity) -> str:
    """Write how numbers are read."""
    keys: dict[str, object] = {"unit": how.unit} if how.unit else {}
    if how.decimal != ".":
        keys["decimal"] = how.decimal
    if how.thousands:
        keys["thousands"] = how.thousands
    if how.strip:
        keys["strip"] = how.strip
    if how.missing:
        keys["missing"] = list(how.missing)
    return _table(keys)


def _selection(selection: Selection) -> str:
    """Write a question with options, one line an option."""
    said = selection.question
    lines = [f"[questions.{selection.id}]{_why(said.why)}", f"text = {_text(said.text)}"]
    names = dict(zip((option.text for option in said.options), selection.options, strict=True))
    if said.column:
        lines += [f"column = {_value(said.column)}", f"delimiter = {_value(said.delimiter)}"]
    if said.other:
        lines.append(f"other = {_value(names[said.other])}{_why('words that are none of the options tick it')}")
    lines.append('nothing = "not answered"  # who ticked nothing; or "none of them", "not asked"')
    if said.unticked:
        lines.append(f"unticked = {_list(said.unticked)}")
    if said.missing:
        lines.append(f"missing = {_table(said.missing)}")
    lines += ["", f"[questions.{selection.id}.options]"]
    for name, option in zip(selection.options, said.options, strict=True):
        keys: dict[str, object] = {"text": _cut(option.text)}
        if option.column:
            keys["column"] = option.column
        if option.ticked:
            keys["ticked"] = list(option.ticked)
        lines.append(f"{name} = {_table(keys) if len(keys) > 1 else _text(option.text)}")
    return "\n".join(lines) + "\n"


def _groups(criteria: Sequence[Criterion]) -> str:
    """Write the groups that the candidates make; a template where there is none."""
    chosen = [each for each in criteria if each.chosen]
    if not chosen:
        return _TEMPLATE + "\n"
    lines = [
        _comment("Guessed from the words of the questions: is this what makes a Top Performer?"),
        "[groups.performance]",
        'top = "Top Performers"',
        'rest = "The Rest"',
        "criteria = [",
        *(f"  {_criterion(each)},{_why(each.candidate.why)}" for each in chosen),
        "]",
    ]
    others = [each for each in criteria if not each.chosen]
    lines += [_comment("Other candidates:")] if others else []
    lines += [f"#   {_criterion(each)},{_why(each.candidate.why)}" for each in others]
    return "\n".join(lines) + "\n"


def _criterion(criterion: Criterion) -> str:
    """Write one criterion."""
    said = criterion.candidate
    operand = list(said.operand) if isinstance(said.operand, tuple) else said.operand
    return _table({"label": said.label, "question": criterion.question, said.comparison: operand})


def _section(section: Section) -> str:
    """Write a section; one that cannot be compared yet is only offered, and its questions stand by themselves."""
    lines = [f"[sections.{section.id}]{_why(section.why)}", f"title = {_text(section.title)}"]
    if section.options_of:
        return "\n".join([*lines, f"options_of = {_value(section.options_of)}"]) + "\n"
    if section.comparable and not section.numeric:
        lines += [f"scale = {_value(section.items[0].scale)}", "", f"[sections.{section.id}.questions]"]
        return "\n".join([*lines, *(_row(item) for item in section.items)]) + "\n"
    lines += ['analysis = "means"'] if section.numeric else []
    lines += ["", f"[sections.{section.id}.questions]"]
    lines += [f"{item.id} = {_text(item.question.text)}" for item in section.items]
    questions = "\n".join(_item(item) for item in section.items)
    if section.comparable:
        return "\n".join([questions, *lines]) + "\n"
    ask = "To compare these, say which levels are favourable at their scale, then take the marks # away:"
    return "\n".join([questions, _comment(ask), *(f"# {line}".rstrip() for line in lines)]) + "\n"


def _drawn(draft: Draft) -> list[Section]:
    """Give the sections that can be drawn as they are: known favourable answers, and groups to compare."""
    grouped = any(each.chosen for each in draft.criteria)
    return [each for each in draft.sections if grouped and each.comparable and not each.numeric]


def _figure(number: int, section: Section) -> str:
    """Write one figure, by the chart for as many items."""
    chart = "paired_bars" if len(section.items) <= _FEW_ITEMS else "dumbbell"
    return f'[[figures]]\nid = "{number}"\nsection = {_value(section.id)}\nchart = "{chart}"\n'


def _row(item: Item) -> str:
    """Write one item of a section on its line."""
    words = _cut(item.question.text)
    if item.question.seen.name == item.id:
        return f"{item.id} = {_value(words)}"
    return f"{item.id} = {_table({'text': words, 'column': item.question.seen.name})}"


def _left(left: Sequence[Left]) -> str:
    """List the columns that are left out, and why."""
    return "\n".join(_comment(f"{shown(each.seen.name, longest=80)}: {each.why}") for each in left) + "\n"


def _why(text: str) -> str:
    """Write a comment behind a line."""
    return f"  {_comment(text)}" if text else ""


def _comment(text: str) -> str:
    """Write a comment on one line, in which nothing can hide; word by word, as the user's may be of another script."""
    plain = squeezed(text)
    words = (shown(word, quote=False, longest=_LONGEST) for word in plain[:_LONGEST].split())
    return f"# {' '.join(words)}{'…' * (len(plain) > _LONGEST)}"


def _text(text: str) -> str:
    """Write the words of a question or option."""
    return _value(_cut(text))


def _cut(text: str) -> str:
    """Bring words onto one line of a length that a study file may hold."""
    plain = squeezed(text)
    return plain if len(plain) <= _TEXT else plain[: _TEXT - 1] + "…"


def _list(values: Sequence[str]) -> str:
    """Write a list, one line an entry where it is long."""
    parts = [_value(value) for value in values]
    line = f"[{', '.join(parts)}]"
    return line if len(line) <= _WIDE else "[\n" + "".join(f"  {part},\n" for part in parts) + "]"


def _table(values: Mapping[str, object]) -> str:
    """Write an inline table."""
    return f"{{ {', '.join(f'{_key(key)} = {_value(value)}' for key, value in values.items())} }}" if values else "{}"


def _key(text: str) -> str:
    """Write a key, quoted where it must be."""
    import tomlkit  # start-up: only a study file that is written needs it

    bare = text.isascii() and text.replace("_", "").replace("-", "").isalnum()
    return text if bare else tomlkit.string(text).as_string()


def _value(value: object) -> str:
    """Write a value."""
    import tomlkit  # start-up: as above

    return tomlkit.item(value).as_string()
