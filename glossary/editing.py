"""Taking over what editors hand back: what would change in a vocabulary's files, and writing just that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from glossary import languages, worksheets
from glossary.changes import cited
from glossary.contradictions import Group, Statement, contradictions, group_of, in_use
from glossary.editing_files import Vocabulary
from glossary.edits import Edit, EditKind
from glossary.errors import UsageError
from glossary.imports.entries import Entry, Place, Problem, Returned
from glossary.inputs import VocabularyInput
from glossary.model import Concept, Role, Source, Term

_RELIABILITY = {"drafted": 1, "reviewed": 3}
"""Reliability follows the status of an editor's entry (vocab/README.md)."""
_UNVERIFIED = ("not verified", "not at hand")
"""What the usage notes of drafted terms say, and why: not true any more of a term that was confirmed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do: the edits in the order of the file, and the problems met."""

    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...]
    vocabulary: Vocabulary

    def apply(self) -> list[Path]:
        """Write the edits that are no conflicts into the vocabulary's files; returns the files that changed."""
        return self.vocabulary.write()


@dataclass(frozen=True, slots=True)
class Manner:
    """How entries are taken over: the status and source of those that state none, and whether conflicts are."""

    status: str = "drafted"
    source: str = ""
    overwrite: bool = False


def plan(vocabulary: VocabularyInput, returned: Returned, manner: Manner) -> Plan:
    """Compare the editors' entries with a vocabulary's files; nothing is written.

    What an editor says of a concept in a language is left out as a whole where it contradicts itself. InputError when
    one of the files is refused.
    """
    entries, problems = list(returned.entries), list(returned.problems)
    while True:
        planner = _Planner(Vocabulary.open(vocabulary), manner)
        for entry in entries:
            planner.take(entry)
        against = planner.contradictions()
        if not against:
            return Plan(tuple(planner.edits), (*problems, *planner.problems, *planner.remaining()), planner.files)
        problems += [problem for group in against.values() for problem in group]
        entries = [entry for entry in entries if planner.group(entry) not in against]


class _Planner:
    """Goes through the entries, one after the other, on a copy of the vocabulary that the earlier ones have changed."""

    def __init__(self, files: Vocabulary, manner: Manner) -> None:
        self.files, self._manner = files, manner
        self.edits: list[Edit] = []
        self.problems: list[Problem] = []
        self._sources = files.sources
        self._taken: dict[tuple[str, str], Place] = {}
        self._languages = files.languages()
        self._said: dict[Group, list[Statement]] = {}

    def take(self, entry: Entry) -> None:
        """Plan one entry."""
        concept = self.files.concept(entry.concept)
        if concept is None:
            self._problem(entry, f'the vocabulary has no concept "{entry.concept}"', worksheets.CONCEPT)
            return
        term = self._target(entry, concept)
        role = entry.role or (term.role if term else "")
        promotes = role == "preferred" and not (term and term.role == role and _same_tag(term, entry.language))
        said = Statement(entry, entry.text or (term.text if term else ""), promotes)
        self._said.setdefault(group_of(concept, entry.language), []).append(said)
        if entry.action == "no equivalent":
            self._no_equivalent(entry, concept)
            return
        conflict = _conflict(entry, concept, term)
        if entry.action == "set":
            self._set(entry, concept, term, conflict)
        elif term is None and entry.seen and entry.seen.text:
            return  # it was there when the sheet was made, and is withdrawn already
        elif term is None:
            self._problem(entry, f"there is no term in {entry.language} to {entry.action}")
        elif entry.action == "confirm":
            self._confirm(entry, concept, term, conflict)
        else:
            self._withdraw(entry, concept, term, conflict)

    def group(self, entry: Entry) -> Group | None:
        """The concept and language that an entry speaks of; None where there is no such concept."""
        concept = self.files.concept(entry.concept)
        return group_of(concept, entry.language) if concept else None

    def contradictions(self) -> dict[Group, list[Problem]]:
        """Of which concepts and languages the entries say what cannot be true at once, and what that is."""
        found = {}
        for group, said in self._said.items():
            concept = self.files.concept(group[0])
            if concept and (problems := contradictions(concept, said)):
                found[group] = problems
        return found

    def remaining(self) -> Iterator[Problem]:
        """Notes on the languages that edits have left with terms of which none is preferred."""
        last = {(edit.concept, languages.key(edit.language)): edit for edit in self.edits if edit.kind != "conflict"}
        for (name, key), edit in last.items():
            concept = self.files.concept(name)
            left = in_use(concept, key) if concept else []
            if left and all(term.role != "preferred" for term in left):
                named = f'{left[0].id} "{left[0].text}"'
                reason = f"{edit.language} has no preferred term now; {named} remains: make it preferred?"
                yield Problem(edit.place, reason, "note")

    def _target(self, entry: Entry, concept: Concept) -> Term | None:
        """The term that an entry means: by its id, by its wording, or as the preferred one of the language."""
        key = languages.key(entry.language)
        terms = [term for term in concept.terms if languages.key(term.language) == key]
        wanted = [
            *(term for term in concept.terms if entry.term_id and term.id == entry.term_id),
            *(term for term in terms if term.text == entry.text),
            *(
                term
                for term in terms
                if not entry.term_id and entry.role in ("", "preferred") and term.role == "preferred"
            ),
        ]
        return wanted[0] if wanted else None

    def _set(self, entry: Entry, concept: Concept, term: Term | None, conflict: str) -> None:
        if entry.status not in ("", *_RELIABILITY) and not (term and entry.status == term.status):
            self._problem(entry, f'"{entry.status}" is no status that editors give; allowed: {", ".join(_RELIABILITY)}')
            return
        after = self._edited(entry, term) if term else self._new(entry, concept)
        if after == term:
            return
        other = next((one for one in concept.terms if _same_tag(one, after) and one != term), None)
        if other and other.text == after.text:
            self._problem(entry, f'"{after.text}" is a term of the concept already ({other.id}, {other.role})')
            return
        if rejected := self.files.rejected(concept.uri, after.text, after.language or ""):
            conflict = conflict or f'"{after.text}" was withdrawn before ({rejected.id}: "{rejected.reason}")'
            if self._manner.overwrite:
                self.files.restore(concept.uri, rejected)
                after = after if term else msgspec.structs.replace(after, id=rejected.id or after.id)
        self._do(entry, concept, "changed" if term else "added", term, after, conflict)
        if not conflict or self._manner.overwrite:
            self.files.remove_no_equivalent(concept.uri, after.language or "")

    def _edited(self, entry: Entry, term: Term) -> Term:
        """The term with what the entry says of it; an editor's wording has an editor's status and source."""
        reworded = entry.text != term.text
        sources = self._sources.found(entry.sources)
        status = entry.status or (self._manner.status if reworded else term.status)
        if reworded and status == "published":
            status = self._manner.status
        changed = msgspec.structs.replace(
            term,
            text=entry.text,
            language=entry.language,
            role=entry.role or term.role,
            status=status,
            jurisdictions=entry.jurisdictions or term.jurisdictions,
            usage_note=entry.usage_note or ("" if reworded else term.usage_note),
            sources=sources or (self._default_source(entry) if reworded else term.sources),
        )
        if {cited(source) for source in changed.sources} == {cited(source) for source in term.sources}:
            changed = msgspec.structs.replace(changed, sources=term.sources)
        if changed == term:
            return term
        return msgspec.structs.replace(
            changed,
            reliability=_reliability(entry, term, status, reworded=reworded),
            type=entry.type or term.type,
            part_of_speech=entry.part_of_speech or term.part_of_speech,
            gender=entry.gender or term.gender,
        )

    def _new(self, entry: Entry, concept: Concept) -> Term:
        status = entry.status if entry.status in _RELIABILITY else self._manner.status
        tag = entry.language
        has_preferred = any(_same_tag(term, tag) and term.role == "preferred" for term in concept.terms)
        role: Role = "admitted" if has_preferred else "preferred"
        if entry.role and not (entry.role == "preferred" and has_preferred):
            role = entry.role  # type: ignore[assignment]  # the readers allow no other
        return Term(
            id=self.files.new_id(concept.uri, tag),
            text=entry.text,
            language=tag,
            role=role,
            jurisdictions=entry.jurisdictions,
            status=status,
            reliability=_RELIABILITY[status],
            sources=self._sources.found(entry.sources) or self._default_source(entry),
            usage_note=entry.usage_note,
            type=entry.type,
            part_of_speech=entry.part_of_speech,
            gender=entry.gender,
        )

    def _confirm(self, entry: Entry, concept: Concept, term: Term, conflict: str) -> None:
        """A confirmed term is reviewed; it keeps its source, and gains the one that the editor names."""
        after = msgspec.structs.replace(
            term,
            status="reviewed",
            reliability=max(_RELIABILITY["reviewed"], term.reliability or 0),
            sources=self._sources.found(entry.sources) or term.sources or self._default_source(entry),
            usage_note=entry.usage_note or _verified(term.usage_note),
        )
        if after != term:
            self._do(entry, concept, "changed", term, after, conflict)
        if not conflict or self._manner.overwrite:
            self.files.remove_no_equivalent(concept.uri, after.language or "")

    def _withdraw(self, entry: Entry, concept: Concept, term: Term, conflict: str) -> None:
        self._do(entry, concept, "withdrawn", term, None, conflict)

    def _no_equivalent(self, entry: Entry, concept: Concept) -> None:
        """The language has no term: said as such, and a term that it had is withdrawn."""
        key = languages.key(entry.language)
        term = self._target(entry, concept)
        conflict = _conflict(entry, concept, term)
        if term:
            self._withdraw(entry, concept, term, conflict)
        if any(languages.key(said.language) == key for said in concept.no_equivalents):
            return
        edit = self._edit(entry, concept, "added", conflict, no_equivalent=True)
        if edit.kind != "conflict":
            sources = self._sources.found(entry.sources) or self._default_source(entry)
            self.files.add_no_equivalent(concept.uri, entry.language, entry.usage_note, sources)

    def _do(
        self, entry: Entry, concept: Concept, kind: EditKind, before: Term | None, after: Term | None, conflict: str
    ) -> None:
        """Note an edit, and make it in the copy unless it is a conflict; a term is edited once by a file."""
        name = (concept.uri, before.id) if before else (concept.uri, f"{after.language}:{after.text}" if after else "")
        if name in self._taken:
            self._problem(entry, f"{self._taken[name]} already says something of this term")
            return
        self._taken[name] = entry.place
        edit = self._edit(entry, concept, kind, conflict, before, after)
        if after and languages.key(after.language) not in self._languages:
            self._languages.add(languages.key(after.language))
            named = f"{after.language} ({languages.name(after.language)})"
            self._note(entry, f'"{after.text}" is the first term of the vocabulary in {named}: is the language right?')
        if edit.kind != "conflict":
            self.files.replace(concept.uri, before, after, entry.usage_note or "withdrawn by the editors")

    def _edit(  # an Edit has many fields
        self,
        entry: Entry,
        concept: Concept,
        kind: EditKind,
        conflict: str,
        before: Term | None = None,
        after: Term | None = None,
        *,
        no_equivalent: bool = False,
    ) -> Edit:
        edit = Edit(
            kind="conflict" if conflict and not self._manner.overwrite else kind,
            concept=concept.id or concept.uri,
            language=entry.language,
            file=self.files.file_of(concept.uri),
            place=entry.place,
            before=before,
            after=after,
            no_equivalent=no_equivalent,
            reason=entry.usage_note if kind == "withdrawn" else "",
            conflict=conflict,
        )
        self.edits.append(edit)
        return edit

    def _default_source(self, entry: Entry) -> tuple[Source, ...]:
        """Where an entry without a source comes from: what the caller says, else the editors' file itself."""
        given = self._sources.found((self._manner.source,)) if self._manner.source else ()
        return given or (Source(title=f"editors' return, {entry.place.file}"),)

    def _problem(self, entry: Entry, reason: str, column: str = "") -> None:
        self.problems.append(Problem(entry.spot(column), reason))

    def _note(self, entry: Entry, reason: str) -> None:
        self.problems.append(Problem(entry.place, reason, "note"))


def _reliability(entry: Entry, term: Term, status: str, *, reworded: bool) -> int | None:
    """That of the status where wording or status are new, else what the entry or the term says."""
    if reworded or status != term.status:
        return _RELIABILITY.get(status, term.reliability)
    return entry.reliability or term.reliability


def _verified(note: str) -> str:
    """A note on use without the parts that say that the term is not verified."""
    parts = (part.strip() for part in note.split(";"))
    return "; ".join(part for part in parts if not any(said in part for said in _UNVERIFIED))


def _same_tag(term: Term, other: Term | str) -> bool:
    tag = other if isinstance(other, str) else other.language
    return languages.key(term.language) == languages.key(tag)


def _conflict(entry: Entry, concept: Concept, term: Term | None) -> str:
    """How the vocabulary differs from what the editors had before them; "" when it does not, or is not said."""
    seen = entry.seen
    if seen is None:
        return ""
    if not seen.text:
        appeared = term is not None and term.text != entry.text
        return f'there was no term when the sheet was made, now there is "{term.text}"' if term and appeared else ""
    if term is None or (entry.term_id and term.id != entry.term_id):
        return f'the term "{seen.text}" is not there any more'
    stated = (("term", seen.text, term.text), ("role", seen.role, term.role), ("status", seen.status, term.status))
    for name, before, now in stated:
        if before and before != now:
            return f'the {name} was "{before}" when the sheet was made, now it is "{now}"'
    return ""


def require_one(vocabularies: Sequence[VocabularyInput], wanted: str) -> VocabularyInput:
    """The vocabulary that is edited; UsageError when it is not said which."""
    chosen = [vocabulary for vocabulary in vocabularies if wanted in ("", vocabulary.id)]
    if len(chosen) != 1:
        known = ", ".join(vocabulary.id for vocabulary in vocabularies)
        raise UsageError(f"which vocabulary is edited? name one of {known} with --vocabulary")
    return chosen[0]
