"""Checks of a vocabulary: pure functions with a code, whose docstring is the message."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.quality import addresses, labels, relations, structure, texts, values
from glossary.quality.base import Check, Finding, Material, code_of

__all__ = ["CHECKS", "Check", "Finding", "Material", "check", "code_of", "explanations"]

CHECKS: tuple[Check, ...] = (
    structure.scheme_none,
    structure.scheme_undescribed,
    structure.type_conflict,
    structure.concept_untyped,
    structure.concept_without_scheme,
    structure.list_broken,
    structure.extended_label_broken,
    structure.standard_redefined,
    labels.label_none,
    labels.label_none_in_main_language,
    labels.label_two_preferred,
    labels.label_overlap,
    labels.label_without_equivalent,
    labels.label_shared,
    labels.label_empty,
    labels.label_blanks,
    labels.label_short,
    labels.label_mixed_scripts,
    labels.label_script,
    labels.label_cedilla,
    texts.text_unseen,
    texts.text_direction,
    texts.text_not_composed,
    texts.text_combining,
    texts.text_markup,
    texts.text_markdown,
    texts.text_formula,
    texts.text_huge,
    texts.text_secret,
    texts.text_editorial,
    texts.language_case,
    relations.relation_itself,
    relations.relation_dangling,
    relations.top_concept_dangling,
    relations.broader_cycle,
    relations.related_and_broader,
    relations.mapping_conflict,
    relations.collection_cycle,
    values.value_ill_typed,
    addresses.iri_twins,
    addresses.iri_unsafe,
    addresses.concept_foreign,
)
"""Every check, in the order of a report."""


def check(material: Material) -> Iterator[Finding]:
    """All findings of all checks."""
    for each in CHECKS:
        yield from each(material)


def explanations() -> dict[str, str]:
    """For each code the sentence that explains it: the first of the check's docstring."""
    return {code_of(each): (each.__doc__ or "").partition("\n")[0] for each in CHECKS}
