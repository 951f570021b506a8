"""`python -m tests.calibration`: do the whole calibration anew and write its table, its figure and its page."""

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from tests.calibration import figure, page
from tests.calibration.job import Job, pilot
from tests.calibration.parts import jobs
from tests.calibration.record import FOLDER, TABLE, Record, parse, text

SEED = 2016


def main() -> None:
    """Tell how long it takes, do it, and write what was found."""
    console = Console()
    work = jobs()
    console.print(f"A short pilot of {len(work)} parts …")
    expected = [pilot(job) for job in work]
    console.print(f"The whole takes about {sum(expected) / 60:.1f} minutes on this machine as busy as it is now.")
    records = _done(work, expected, console)
    FOLDER.mkdir(parents=True, exist_ok=True)
    TABLE.write_text(text(records), encoding="utf-8")
    written = parse(text(records))  # figure and page say what the table says, in its digits
    for path, picture in figure.PICTURES.items():
        path.write_bytes(figure.png(picture, written))
    page.PAGE.write_text(page.rendered(written), encoding="utf-8")
    console.print(f"{len(records)} numbers are in {FOLDER.name}, and what they say in {page.PAGE.name}.")


def _done(work: list[Job], expected: list[float], console: Console) -> list[Record]:
    records: list[Record] = []
    columns = (
        TextColumn("{task.description:40.40}"),
        BarColumn(bar_width=20),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bar:
        whole = bar.add_task("", total=sum(expected))
        for job, seconds in zip(work, expected, strict=True):
            bar.update(whole, description=job.name)
            records += job.run(job.units, SEED)
            bar.advance(whole, seconds)
    return records


main()
