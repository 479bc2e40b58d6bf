"""The one HTML page, which every address of the desk answers with, and the files that it loads."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import DataError

STATIC = Path(__file__).parent / "static"
NAV = (
    ("/", "Today"), ("/map", "Map"), ("/events", "Events"), ("/disputes", "Disputes"), ("/sources", "Sources"),
    ("/reports", "Reports"), ("/search", "Search"), ("/add", "Add"),
)  # fmt: skip
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Ccircle cx='8' cy='8' r='6' fill='%23a01f2b'/%3E%3C/svg%3E"
)
TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}


def manifest() -> dict[str, str]:
    """Names of the built files. Raises ``DataError`` where the pages were not built."""
    path = STATIC / "manifest.json"
    if not path.exists():
        raise DataError(
            "The pages are not built, only the API answers. In a checkout run: make pages. An installed package "
            "that lacks them is damaged: reinstall onrecord."
        )
    return msgspec.json.decode(path.read_bytes(), type=dict[str, str])


def static(name: str, *, gzip: bool) -> tuple[bytes, dict[str, str]] | None:
    """A built file and its headers, ``None`` for what is none. Names hold a hash, so they may be kept for ever."""
    if name not in _names():
        return None
    path = STATIC / name
    packed = path.with_name(f"{name}.gz")
    headers = {
        "content-type": f"{TYPES.get(path.suffix, 'application/octet-stream')}; charset=utf-8",
        "cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding",
    }  # fmt: skip
    if gzip and packed.exists():
        return packed.read_bytes(), {**headers, "content-encoding": "gzip"}
    return path.read_bytes(), headers


def _names() -> set[str]:
    return {p.name for p in STATIC.glob("*") if p.suffix in TYPES and p.name != "manifest.json"}


def page(boot: dict[str, Any]) -> str:
    """The page. ``boot`` is what the scripts are told: words, version, token; it runs nowhere."""
    files = manifest()
    # "<" is written as an escape, so that no text can end the element
    told = msgspec.json.encode(boot).decode().replace("<", "\\u003c").replace("&", "\\u0026")
    links = "".join(f'<a href="{href}">{escape(name)}</a>' for href, name in NAV)
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>OnRecord</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="icon" href="{ICON}"><script src="/static/{files["early.js"]}"></script>
<link rel="stylesheet" href="/static/{files["map.css"]}"><link rel="stylesheet" href="/static/{files["style.css"]}">
<script type="application/json" id="boot">{told}</script>
<script type="module" src="/static/{files["main.js"]}"></script></head><body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top"><a class="brand" href="/"><i></i>OnRecord</a>
<nav class="pages" aria-label="Pages">{links}</nav>
<form id="find" role="search" aria-label="Search from anywhere" action="/search">
<label class="sr" for="q">Search the record</label>
<input type="search" id="q" name="q" placeholder="Search  /" autocomplete="off"></form>
<button class="icon" id="theme" type="button" aria-label="Dark theme" aria-pressed="false"
title="Light or dark">◐</button>
<button class="icon" id="help" type="button" aria-label="Keys" title="Keys (?)">?</button></header>
<main id="main" tabindex="-1" aria-busy="true"><noscript>The pages need JavaScript; everything else is on this machine.
The API answers without: <a href="/api/events">/api/events</a>.</noscript></main>
<div id="live" class="sr" aria-live="polite"></div><footer class="foot"></footer></body></html>
"""
