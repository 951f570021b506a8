"""The manifest of a folder of results: what they were made from, and the digest of every file.

It holds no date, no path and no name of a user, so that the same data, study and versions give the same manifest.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME: Final = "manifest.json"
"""By it samkit knows its own."""

SCHEMA: Final = "samkit-manifest/1"

_LONGEST: Final = 10_000_000
"""Bytes of a manifest that are read at most."""


class Made(NamedTuple):
    """What a report was made from and as what.

    Parameters
    ----------
    samkit
        Its version.
    libraries
        The versions of the libraries that compute, draw and write.
    study
        SHA-256 of the study.
    data
        SHA-256 of each export by the name of its file.
    seed
        Of everything that is drawn at random.
    documents, figures
        The formats that were asked for.
    """

    samkit: str
    libraries: dict[str, str]
    study: str
    data: dict[str, str]
    seed: int
    documents: tuple[str, ...]
    figures: tuple[str, ...]


def write(files: Mapping[str, bytes], made: Made) -> bytes:
    """Write the manifest of files by path inside their folder."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    plain = {"schema": SCHEMA, "made": made._asdict(), "files": digests}
    return json.dumps(plain, indent=1).encode() + b"\n"


def digests(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of the files that the manifest of a folder lists; none if there is no readable manifest."""
    listed = _mapping(_plain(folder).get("files"))
    return {name: digest for name, digest in listed.items() if isinstance(digest, str)}


def made(folder: Path) -> Made | None:
    """Give what the manifest of a folder says that it was made from; None if it says nothing that can be read."""
    plain = _mapping(_plain(folder).get("made"))
    if set(plain) != set(Made._fields):
        return None
    found = Made(**{**plain, **{name: tuple(map(str, _listed(plain[name]))) for name in ("documents", "figures")}})
    are_texts = all(isinstance(text, str) for text in (found.samkit, found.study))
    return (
        found if are_texts and _is_texts(found.libraries) and _is_texts(found.data) and _is_whole(found.seed) else None
    )


def _plain(folder: Path) -> dict[str, Any]:
    """Read a manifest, which may be missing, a link or anything else."""
    path = folder / NAME
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _LONGEST:
            return {}
        plain = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return _mapping(plain)


def _mapping(plain: object) -> dict[str, Any]:
    return plain if isinstance(plain, dict) else {}


def _is_texts(plain: object) -> bool:
    return isinstance(plain, dict) and all(isinstance(text, str) for text in plain.values())


def _is_whole(plain: object) -> bool:
    return isinstance(plain, int) and not isinstance(plain, bool)


def _listed(plain: object) -> list[object]:
    return plain if isinstance(plain, list) else []
