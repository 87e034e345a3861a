"""`flask match batch`: the best positions for everybody, in one go, to files."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup
from tqdm import tqdm

from blueprints.commands.one_line import one_line
from blueprints.sessions import now
from domain.clock import office_day
from services.ranked_lists import seed_of
from services.ranking_weights import weights_in_use

match = AppGroup("match", help="Ranked lists.")
_FILES = ("people", "positions")


@match.command("batch")
@click.option(
    "--input", "source", type=click.Path(path_type=Path), help="Parquet; see docs/scale.md."
)
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), required=True)
@click.option("-k", "most", type=click.IntRange(1, 1_000), default=50, show_default=True)
@click.option("--workers", type=click.IntRange(1, 256), help="Processes on this machine.")
@click.option("--scheduler", help="Address of a Dask scheduler, e.g. tcp://10.0.0.1:8786.")
@click.option("--seed", help="Orders equals; the day's published seed if left out.")
@one_line
def batch(
    source: Path | None,
    output: Path,
    most: int,
    workers: int | None,
    scheduler: str | None,
    seed: str | None,
) -> None:
    """Compute the best positions for everybody; the same command again resumes."""
    # No web worker needs Parquet: only this command loads it.
    from matching.batch.preparing import InputUnreadable  # noqa: PLC0415
    from matching.batch.running import BatchRefused, Job, day_begun, run  # noqa: PLC0415

    if workers and scheduler:
        raise click.ClickException("Name --workers or --scheduler, not both.")
    people, positions = _input(source, output)
    today = office_day(now())
    job = Job(
        people=str(people),
        positions=str(positions),
        output=str(output),
        seed=seed or seed_of(today),
        k=most,
        weights=weights_in_use().weights.points(),
        day=(day_begun(output) if seed else None) or today,  # under its own seed it goes on
    )
    try:
        with tqdm(unit=" people", desc="matching", disable=None) as bar:
            made = run(job, workers=workers or 1, scheduler=scheduler, progress=bar.update)
    except (BatchRefused, InputUnreadable) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{made['rows']} rows in {len(made['parts'])} parts for {made['people']} people.")
    click.echo(f"Seed {made['seed']}, ranking {made['version']}; see {output}/manifest.json.")


def _input(source: Path | None, output: Path) -> tuple[Path, Path]:
    """Return where people and positions lie: in the named folder, else read from the database."""
    if source is None:
        from services.batch_input import write_input  # noqa: PLC0415 - loads Parquet, see above

        return write_input(output / "input", office_day(now()))
    found = []
    for name in _FILES:
        place = source / name if (source / name).is_dir() else source / f"{name}.parquet"
        if not place.exists():
            raise click.ClickException(f"{source} has neither {name}.parquet nor {name}/.")
        found.append(place)
    return found[0], found[1]
