"""What the runner prints when the portal is ready."""

from collections.abc import Mapping, Sequence
from pathlib import Path


def ready(url: str, lines: Mapping[str, str], root: Path, logins: Sequence[Sequence[str]], seconds: float) -> str:
    """Return the whole message; `logins` are (who, e-mail, password)."""
    text = ["", f"  The portal is ready:  {url}/", ""]
    text += [f"  {name:<10}{value}" for name, value in lines.items()]
    text += [f"  {'data':<10}{root}", f"  {'started':<10}in {seconds:.1f} s", ""]
    if logins:
        text += [*_logins(logins), ""]
    return "\n".join([*text, "  Ctrl-C stops everything; the data stay.", ""])


def _logins(logins: Sequence[Sequence[str]]) -> list[str]:
    width = max(len(email) for _, email, _ in logins)
    passwords = sorted({password for _, _, password in logins})
    if len(passwords) == 1:
        lines = [f"    {email:<{width}}  {who}" for who, email, _ in logins]
        return [f"  Demo logins, all with the password {passwords[0]}", *lines]
    return ["  Demo logins", *(f"    {email:<{width}}  {password}  {who}" for who, email, password in logins)]
