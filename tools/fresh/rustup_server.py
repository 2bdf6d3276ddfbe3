"""A server of rustup's components, made from a toolchain that has them installed.

rustup_server.py pack TOOLCHAIN DIRECTORY URL   writes what a server at URL serves, and the toolchain's new manifest
rustup_server.py serve DIRECTORY PORT           serves it
rustup_server.py silent PORT                    accepts connections and never answers

rustup downloads a component from the address in the manifest that the toolchain keeps, and checks it against the hash
there. The archives are made here, so they have other hashes than the real server's; their files are the same.
"""

import functools
import hashlib
import http.server
import io
import re
import socket
import sys
import tarfile
import time
from pathlib import Path

# Packages of the manifest by the names of their files in a toolchain (lib/rustlib/manifest-NAME).
COMPONENTS = {
    "rust-src": ("rust-src", "*"),
    "rust-std-wasm32-unknown-unknown": ("rust-std", "wasm32-unknown-unknown"),
    "clippy-preview-{host}": ("clippy-preview", "{host}"),
    "rustfmt-preview-{host}": ("rustfmt-preview", "{host}"),
}


def pack(toolchain, directory, url):
    rustlib = toolchain / "lib/rustlib"
    manifest = (rustlib / "multirust-channel-manifest.toml").read_text()
    host = next(rustlib.glob("manifest-rustc-*")).name.removeprefix("manifest-rustc-")
    directory.mkdir(parents=True, exist_ok=True)
    for name, (package, target) in COMPONENTS.items():
        name, target = name.format(host=host), target.format(host=host)
        installed = rustlib / f"manifest-{name}"
        if not installed.exists():
            sys.exit(f"error: {toolchain} has no {name}, which the server is to serve\n"
                     f"  run: rustup component add rust-src rust-std-wasm32-unknown-unknown clippy rustfmt")
        archive = directory / f"{name}.tar.gz"
        archived(toolchain, installed.read_text().split(), name, archive)
        digest = hashlib.sha256(archive.read_bytes()).hexdigest()
        manifest = moved(manifest, package, target, f"{url}/{archive.name}", digest)
    (directory / "multirust-channel-manifest.toml").write_text(manifest)
    # What `rustup check` asks for.
    channel = directory / "dist/channel-rust-stable.toml"
    channel.parent.mkdir(exist_ok=True)
    channel.write_text(manifest)
    digest = hashlib.sha256(manifest.encode()).hexdigest()
    channel.with_name(f"{channel.name}.sha256").write_text(f"{digest}  {channel.name}\n")


def archived(toolchain, files, name, archive):
    """An archive as rust-installer lays it out."""
    with tarfile.open(archive, "w:gz", compresslevel=1) as tar:
        there = set()

        def folder(path):
            if path not in there and path.name:
                folder(path.parent)
                there.add(path)
                entry = tarfile.TarInfo(str(path))
                entry.type, entry.mode = tarfile.DIRTYPE, 0o755
                tar.addfile(entry)

        def text(path, content):
            entry = tarfile.TarInfo(f"{name}/{path}")
            entry.size = len(content.encode())
            entry.mode = 0o644
            folder(Path(entry.name).parent)
            tar.addfile(entry, io.BytesIO(content.encode()))

        text("components", f"{name}\n")
        text("rust-installer-version", "3\n")
        text(f"{name}/manifest.in", "".join(f"{file}\n" for file in files))
        for file in files:
            kind, path = file.split(":", 1)
            folder(Path(f"{name}/{name}/{path}").parent)
            tar.add(toolchain / path, f"{name}/{name}/{path}", recursive=kind == "dir")


def moved(manifest, package, target, url, digest):
    """The manifest with another address and hash for a package."""
    quoted = f'"{target}"' if target == "*" else target
    section = re.compile(rf"(\[pkg\.{re.escape(package)}\.target\.{re.escape(quoted)}\]\navailable = true\n)(?:\w+ = \"[^\n]*\n)*")
    manifest, count = section.subn(lambda found: f'{found[1]}url = "{url}"\nhash = "{digest}"\n', manifest)
    if count != 1:
        sys.exit(f"error: the toolchain's manifest has {count} packages {package} for {target}")
    return manifest


def serve(directory, port):
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=directory)
    http.server.ThreadingHTTPServer(("127.0.0.1", port), handler).serve_forever()


def silent(port):
    listener = socket.create_server(("127.0.0.1", port), backlog=64)
    while listener:
        time.sleep(3600)


match sys.argv[1:]:
    case ["pack", toolchain, directory, url]:
        pack(Path(toolchain), Path(directory), url)
    case ["serve", directory, port]:
        serve(directory, int(port))
    case ["silent", port]:
        silent(int(port))
    case _:
        sys.exit(__doc__)
