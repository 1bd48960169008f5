"""Execute docs/notebook.ipynb and keep its outputs: `python tools/run_notebook.py`. A test executes it again and compares."""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).resolve().parents[1] / "docs/notebook.ipynb"


def executed(path: Path = NOTEBOOK) -> nbformat.NotebookNode:
    """The notebook with fresh outputs, and nothing in it that depends on the time, the machine or the run. Raises CellExecutionError."""
    book = nbformat.read(path, as_version=4)
    NotebookClient(book, timeout=300, kernel_name="python3", record_timing=False).execute()
    book.metadata = nbformat.from_dict(
        {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}
    )
    for number, cell in enumerate(book.cells, 1):
        cell.id, cell.metadata = f"cell-{number}", nbformat.from_dict({})
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs)
    return book


def _joined(outputs: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Outputs with each run of pieces of one stream as one: how a kernel cuts what is printed is chance."""
    found: list[nbformat.NotebookNode] = []
    for output in outputs:
        if output.output_type == "stream":
            if found and found[-1].get("name") == output.name:
                found[-1].text += output.text
                continue
        else:
            output.metadata = nbformat.from_dict({})
        found.append(output)
    return found


if __name__ == "__main__":
    nbformat.write(executed(), NOTEBOOK)
    sys.stdout.write("docs/notebook.ipynb holds the outputs of now.\n")
