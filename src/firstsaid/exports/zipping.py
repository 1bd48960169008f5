"""ZIP members whose bytes depend on nothing but their content."""

import zipfile

EPOCH = (1980, 1, 1, 0, 0, 0)


def member(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Add a member without a date of its own, so that the same dossier gives the same bytes."""
    about = zipfile.ZipInfo(name, EPOCH)
    about.compress_type = zipfile.ZIP_DEFLATED
    about.external_attr = 0o644 << 16
    archive.writestr(about, data)
