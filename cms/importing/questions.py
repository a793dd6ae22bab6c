"""Tables of questions and answers (CSV) as documents, one for each row."""

import csv
import io
import re
from dataclasses import dataclass

from cms.importing import values
from cms.importing.documents import DocumentError
from cms.importing.mapping import Mapping
from cms.importing.notes import Notebook

COLUMNS: dict[str, tuple[str, ...]] = {
    "question": ("question", "q", "title", "cwestiwn"),
    "answer": ("answer", "a", "response", "text", "body", "ateb"),
    "section": ("section", "category", "group", "topic", "area"),
    "audience": ("audience", "audiences", "who"),
    "keywords": ("keywords", "tags", "synonyms"),
    "id": ("id", "key", "reference", "ref"),
    "url": ("url", "address", "link"),
    "language": ("language", "lang", "langcode"),
    "review_date": ("review_date", "review", "review_by"),
    "owner": ("owner", "contact", "team"),
}
DELIMITERS = ",;\t|"
CELL_LIMIT = 1024 * 1024  # letters
HTML = re.compile(r"<(p|br|ul|ol|li|a|strong|em|b|i|div|h[1-6]|table)\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """One row: `line` is where it begins in the file, `fields` are its cells by the names in COLUMNS."""

    line: int
    question: str
    answer: str
    fields: dict[str, str]
    extra: dict[str, str]

    @property
    def is_html(self) -> bool:
        """Whether the answer is HTML; otherwise it is Markdown, which plain text is as well."""
        return bool(HTML.search(self.answer))


def read_questions(text: str, notebook: Notebook, mapping: Mapping) -> list[Question]:
    """The rows of a CSV file. Faulty rows are noted; raises DocumentError where no row can be read."""
    csv.field_size_limit(CELL_LIMIT)
    if not text.strip():
        raise DocumentError("the file is empty")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    names: list[str] = []
    found: list[Question] = []
    ended = 0
    try:
        for row in reader:
            line, ended = ended + 1, reader.line_num
            if not any(cell.strip() for cell in row):
                continue
            if not names:
                names = _names(row, line, mapping, notebook)
                continue
            question = _row(row, names, line, notebook)
            if question:
                found.append(question)
    except csv.Error as error:
        # Rows before the fault are whole; none after it can be told apart.
        notebook.refused(ended + 1, f"cannot be read as CSV from here on: {error}")
    if not names:
        raise DocumentError("no row with column names")
    if not found and not notebook.notes:
        raise DocumentError("no rows below the column names", 1)
    return found


def _delimiter(text: str) -> str:
    """The mark that the first line uses most outside of quotes."""
    first = next(line for line in text.split("\n") if line.strip())
    bare = re.sub(r'"[^"]*"', "", first)
    return max(DELIMITERS, key=lambda mark: (bare.count(mark), -DELIMITERS.index(mark)))


def _names(row: list[str], line: int, mapping: Mapping, notebook: Notebook) -> list[str]:
    """The columns by the names in COLUMNS, others as they are; raises DocumentError where one that must be is not."""
    known = {alias: name for name, aliases in COLUMNS.items() for alias in aliases}
    names: list[str] = []
    for cell in row:
        plain = cell.strip()
        key = mapping.keys.get(plain, plain).strip().lower().replace(" ", "_")
        name = known.get(key, key)
        if name in names:
            notebook.altered(line, f"a second column '{plain}' is kept beside the page only")
            name = f"{name}_{len(names) + 1}"
        names.append(name)
    missing = [name for name in ("question", "answer") if name not in names]
    if missing:
        columns = ", ".join(cell.strip() or "(no name)" for cell in row)
        raise DocumentError(f"no column '{missing[0]}'; the columns are {columns}", line)
    return names


def _row(row: list[str], names: list[str], line: int, notebook: Notebook) -> Question | None:
    if len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
        notebook.refused(line, f"{len(row)} cells in a table of {len(names)} columns", " ".join(row))
        return None
    cells = {name: cell.strip() for name, cell in zip(names, row, strict=False) if cell.strip()}
    question, answer = values.as_text(cells.pop("question", "")), cells.pop("answer", "")
    if not question or not answer:
        empty = "answer" if question else "question"
        notebook.refused(line, f"the column '{empty}' is empty", question or answer)
        return None
    fields = {name: cell for name, cell in cells.items() if name in COLUMNS}
    return Question(line, question, answer, fields, {name: cells[name] for name in cells if name not in COLUMNS})
